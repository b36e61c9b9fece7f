"""What the reports' figures say together: intervals of printed values, series, vintages, revisions and an audit."""
