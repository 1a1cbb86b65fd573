SELECT quarter_from AS quarter_start, kind, cents AS amount_cents
FROM budget
