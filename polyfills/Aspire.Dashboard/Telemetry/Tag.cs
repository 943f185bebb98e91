namespace Aspire.Dashboard.Telemetry;

/// <summary>An attribute with its value as a person reads it.</summary>
readonly record struct Tag(string Key, string Value);
