create or replace temp view excluded_applications as
from warehouse.main.excluded_applications
where is_selected(role_level, getvariable('selection').role_level)
  and is_selected(country, getvariable('selection').country)
  and is_selected(language, getvariable('selection').language)
  and is_selected(role_family, getvariable('selection').role_family)
  and is_selected(source, getvariable('selection').source)
  and is_selected(channel, getvariable('selection').channel)
  and is_selected(department, getvariable('selection').department)
  and is_selected(work_model, getvariable('selection').work_model);
