namespace HomeLab.Dns.Measuring;

/// <param name="State"><c>verified</c>, <c>differs</c>, <c>notServed</c>, <c>unreachable</c>, <c>notAsked</c>.</param>
sealed record AnswerFigure(string Zone, string State, long Count);
