-- The application that filled a seat is named only where it may be seen itself.
select
  * replace (
    if(
      exists (
        from kept_applications as application
        where application.account = openings.account
          and application.application_id = openings.application_id
      ),
      application_id,
      null
    ) as application_id
  )
from whole.main.openings as openings
