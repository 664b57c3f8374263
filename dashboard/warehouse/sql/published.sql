create table published as
select
  cast(getvariable('version') as varchar) as version,
  cast(getvariable('published_at') as timestamp) as published_at,
  as_of() as as_of,
  cast(getvariable('timezone') as varchar) as timezone;
