SELECT from_year AS fiscal_year, cost_centre, channel, share_millionths
FROM cost_key
