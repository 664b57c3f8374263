-- A requisition may have postings in several countries and languages: an opening stays when one of them is selected as a
-- whole. One whose requisition has no posting states neither.
create or replace temp view openings as
from warehouse.main.openings as opening
where is_selected(role_level, getvariable('selection').role_level)
  and is_selected(role_family, getvariable('selection').role_family)
  and is_selected(department, getvariable('selection').department)
  and is_selected(work_model, getvariable('selection').work_model)
  and (
    (getvariable('selection').country.every and getvariable('selection').language.every)
    or exists (
      from warehouse.main.postings as posting
      where posting.account = opening.account
        and posting.job_id = opening.job_id
        and is_selected(posting.country, getvariable('selection').country)
        and is_selected(posting.language, getvariable('selection').language)
    )
    or (
      is_selected(null::varchar, getvariable('selection').country)
      and is_selected(null::varchar, getvariable('selection').language)
      and not exists (
        from warehouse.main.postings as posting
        where posting.account = opening.account
          and posting.job_id = opening.job_id
      )
    )
  );
