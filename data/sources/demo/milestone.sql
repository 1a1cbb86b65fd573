SELECT
    s.step_code AS milestone_id,
    s.project_code AS initiative_id,
    s.label_en AS name_en,
    s.label_fr AS name_fr,
    s.due_day AS due_on,
    d.done_day AS done_on
FROM project_step AS s
INNER JOIN project AS p ON p.project_code = s.project_code
LEFT JOIN step_done AS d ON d.step_code = s.step_code
