namespace HomeLab.Dns.Measuring;

/// <param name="State"><c>owned</c>, <c>foreign</c>, or <c>missing</c>: wanted and not there.</param>
sealed record RecordFigure(string Zone, string Type, string State, long Count);
