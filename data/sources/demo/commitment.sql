SELECT
    p.pledge_code AS commitment_id,
    p.objective,
    p.role_en,
    p.role_fr,
    p.told_en AS text_en,
    p.told_fr AS text_fr,
    p.made_day AS made_on,
    p.due_day AS due_on,
    k.kept_day AS done_on
FROM pledge AS p
LEFT JOIN pledge_kept AS k ON k.pledge_code = p.pledge_code
