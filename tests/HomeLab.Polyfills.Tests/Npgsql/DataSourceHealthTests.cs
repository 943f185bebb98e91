using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace HomeLab.Polyfills.Tests.Npgsql;

public sealed class DataSourceHealthTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    const string NobodyListens = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=5";
    readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Asks_each_database_under_its_own_name()
    {
        Connect("dns-db", database.ConnectionString);
        Connect("gone-db", NobodyListens);
        _builder.AddNpgsqlDataSource("dns-db");
        _builder.AddKeyedNpgsqlDataSource("dns-db");
        _builder.AddKeyedNpgsqlDataSource("gone-db");

        var report = await CheckAsync();

        Assert.Equal(
            new Dictionary<string, HealthStatus>
            {
                ["PostgreSql"] = HealthStatus.Healthy,
                ["PostgreSql_dns-db"] = HealthStatus.Healthy,
                ["PostgreSql_gone-db"] = HealthStatus.Unhealthy,
            },
            report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status));
        Assert.NotNull(report.Entries["PostgreSql_gone-db"].Exception);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Is_unhealthy_when_the_server_answers_without_the_database()
    {
        Connect("dns-db", database.ConnectionString);
        _builder.AddNpgsqlDataSource(
            "dns-db", configureDataSourceBuilder: source => source.ConnectionStringBuilder.Database = "dropped");

        var report = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["PostgreSql"].Status);
    }

    [Fact]
    public async Task Asks_once_however_often_it_was_added()
    {
        Connect("dns-db", NobodyListens);
        _builder.AddNpgsqlDataSource("dns-db");
        _builder.AddNpgsqlDataSource("dns-db");

        var report = await CheckAsync();

        Assert.Equal(["PostgreSql"], report.Entries.Keys);
    }

    [Fact]
    public void Does_not_ask_where_that_is_disabled()
    {
        _builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Aspire:Npgsql:DisableHealthChecks", (string?)"true")]);
        _builder.AddNpgsqlDataSource("dns-db");

        Assert.Null(_builder.Build().Services.GetService<HealthCheckService>());
    }

    void Connect(string name, string connectionString) => _builder.Configuration.AddInMemoryCollection(
        [KeyValuePair.Create($"ConnectionStrings:{name}", (string?)connectionString)]);

    async Task<HealthReport> CheckAsync()
    {
        using var host = _builder.Build();
        return await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
