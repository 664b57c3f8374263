create or replace temp view source_spend as
from warehouse.main.source_spend
where is_selected(source, getvariable('selection').source)
  and is_selected(channel, getvariable('selection').channel)
  and is_selected(country, getvariable('selection').country);
