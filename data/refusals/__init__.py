"""Every sentence that refuses something, in English and French: one module per subject, one name per code."""
