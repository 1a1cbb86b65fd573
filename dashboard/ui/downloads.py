"""The buttons that hand out a table as a file: made when its button is clicked, and not before."""

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
