namespace HomeLab.Dns.Measuring;

/// <summary>One point of a gauge.</summary>
sealed record Measurement(double Value, params (string Name, string Value)[] Tags);
