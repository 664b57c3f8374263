-- One ENUM type per dimension, shared by all tables, so that comparing and grouping compares small integers.
-- Closed sets keep the order of the vocabulary, the others are sorted. DuckDB refuses an ENUM without a value.
create temp macro any_or_blank(found) as table
  select unnest(coalesce(nullif(list_sort(list_filter(found, lambda value: value is not null)), []), ['']));

create type role_level as enum (select unnest(getvariable('role_levels')));
create type role_family as enum (select unnest(getvariable('role_families')));
create type seniority as enum (select unnest(getvariable('seniorities')));
create type work_model as enum (select unnest(getvariable('work_models')));
create type channel as enum (select unnest(getvariable('channels')));
create type milestone as enum (select unnest(getvariable('milestones')));
create type application_status as enum (select unnest(getvariable('statuses')));
create type close_side as enum (select unnest(getvariable('close_sides')));
create type opening_status as enum (select unnest(getvariable('opening_statuses')));
create type offer_status as enum (select unnest(getvariable('offer_statuses')));
create type time_precision as enum (select unnest(getvariable('precisions')));
create type language_source as enum (select unnest(getvariable('language_sources')));
create type exclusion_reason as enum ('prospect', 'migrated');

create type account as enum (
  from any_or_blank((select list(account) from (select distinct account from canonical.capabilities)))
);
create type department as enum (
  from any_or_blank((select list(department) from (select distinct department from canonical.jobs)))
);
create type country as enum (
  from any_or_blank((
    select list(country)
    from (select country from canonical.postings union select country from canonical.source_spend)
  ))
);
create type language as enum (
  from any_or_blank((select list(language) from (select distinct language from canonical.postings)))
);
create type city as enum (
  from any_or_blank((select list(city) from (select distinct city from canonical.postings)))
);
create type source as enum (
  from any_or_blank((
    select list(source)
    from (
      select source from canonical.applications
      union
      select first_source from canonical.applications
      union
      select last_source from canonical.applications
      union
      select source from canonical.source_spend
    )
  ))
);
create type close_reason as enum (
  from any_or_blank((select list(close_reason) from (select distinct close_reason from canonical.applications)))
);
create type stage as enum (
  from any_or_blank((select list(stage) from (select distinct stage from canonical.stage_visits)))
);
