SELECT
    month_from AS month,
    unit_code AS unit_id,
    people AS headcount,
    hours_planned AS scheduled_hours,
    hours_sick AS sick_hours,
    courses_required AS training_required,
    courses_in_force AS training_current
FROM unit_month
