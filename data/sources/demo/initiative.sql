SELECT
    p.project_code AS initiative_id,
    p.label_en AS name_en,
    p.label_fr AS name_fr,
    p.factor,
    p.indicator,
    p.planned_day AS planned_on,
    l.live_day AS live_on,
    p.onboarding,
    a.kind,
    a.objective,
    a.owner_en,
    a.owner_fr,
    a.effect_millionths,
    a.effect_day AS effect_from
FROM project AS p
LEFT JOIN project_live AS l ON l.project_code = p.project_code
LEFT JOIN project_aim AS a ON a.project_code = p.project_code
