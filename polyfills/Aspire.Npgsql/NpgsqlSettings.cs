namespace Aspire.Npgsql;

/// <summary>Settings of one data source: <c>Aspire:Npgsql</c>, then <c>Aspire:Npgsql:{name}</c>, then the connection string by name.</summary>
public class NpgsqlSettings
{
    public string? ConnectionString { get; set; }
    public bool DisableHealthChecks { get; set; }
    public bool DisableTracing { get; set; }
    public bool DisableMetrics { get; set; }
}
