-- The ENUM types of the sets that an import brings: every value found.
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
