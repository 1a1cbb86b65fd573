-- The lines that the queues of contact_summary.sql serve, under their latest names.
SELECT * FROM (VALUES
    ('accessibility', 'Access for Ontarians with Disabilities Act', 'Loi sur l''accessibilité pour les personnes handicapées de l''Ontario'),
    ('adoption', 'Adoption Information Disclosure Act', 'Loi sur la divulgation de renseignements sur les adoptions'),
    ('basic_income', 'Basic Income', 'Revenu de base'),
    ('business_information', 'Business Information Referral', 'Orientation et information des entreprises'),
    ('driver_vehicle', 'Driver and Vehicle Services', 'Services aux conducteurs et véhicules'),
    ('education', 'Education, Colleges and Universities', 'Éducation, collèges et universités'),
    ('employment_standards', 'Employment Standards Act', 'Loi sur les normes d''emploi'),
    ('energy', 'Energy, Northern Development and Mines', 'Énergie, développement du Nord et mines'),
    ('energy_water_reporting', 'Energy and Water Reporting and Benchmarking', 'Rapports et analyses comparatives sur l''énergie et l''eau'),
    ('finance', 'Finance', 'Finances'),
    ('general_inquiry', 'General Inquiry', 'Renseignements généraux'),
    ('health', 'Health Services', 'Services de santé'),
    ('personal_property', 'Personal Property Security Registrations and Searches', 'Enregistrement et recherche de sûretés mobilières'),
    ('private_security', 'Private Security and Investigative Services', 'Services privés de sécurité et d''enquête'),
    ('publications', 'Publications', 'Publications'),
    ('responsive_feedback', 'Responsive Feedback Mechanism', 'Mécanisme de rétroaction'),
    ('small_business', 'Small Business and Corporation', 'Petites entreprises et sociétés'),
    ('social_services', 'Children, Community and Social Services Programs', 'Programmes des services à l''enfance et des services sociaux et communautaires'),
    ('transfer_payments', 'Transfer Payment Common Registration and Grants Ontario', 'Système d''inscription commun et Subventions Ontario'),
    ('vital_statistics', 'Vital Statistics Registrations and Certificates', 'Enregistrements et certificats de l''état civil')
) AS known(line_id, name_en, name_fr)
