using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HomeLab.Polyfills.Tests.Npgsql;

public sealed class DataSourceTests
{
    readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    [Theory]
    [InlineData("common", "Aspire:Npgsql:ConnectionString")]
    [InlineData("named", "Aspire:Npgsql:ConnectionString", "Aspire:Npgsql:dns-db:ConnectionString")]
    [InlineData("string", "Aspire:Npgsql:ConnectionString", "Aspire:Npgsql:dns-db:ConnectionString", "ConnectionStrings:dns-db")]
    public void Takes_the_connection_string_by_name_before_its_section_before_the_common_one(string host, params string[] keys)
    {
        string[] hosts = ["common", "named", "string"];
        _builder.Configuration.AddInMemoryCollection(keys.Zip(hosts, (key, value) => KeyValuePair.Create(key, (string?)$"Host={value}")));

        _builder.AddNpgsqlDataSource("dns-db");

        Assert.Equal(host, HostOf(Services().GetRequiredService<NpgsqlDataSource>()));
    }

    [Fact]
    public void Lets_code_change_the_settings_last()
    {
        Configure("ConnectionStrings:dns-db", "Host=string");
        var before = "";

        _builder.AddNpgsqlDataSource("dns-db", settings =>
        {
            before = settings.ConnectionString;
            settings.ConnectionString = "Host=code";
        });

        Assert.Equal("Host=string", before);
        Assert.Equal("code", HostOf(Services().GetRequiredService<NpgsqlDataSource>()));
    }

    [Fact]
    public void Lets_code_change_the_builder_of_the_data_source()
    {
        Configure("ConnectionStrings:dns-db", "Host=string");

        _builder.AddNpgsqlDataSource(
            "dns-db", configureDataSourceBuilder: source => source.ConnectionStringBuilder.ApplicationName = "dns");

        var source = Services().GetRequiredService<NpgsqlDataSource>();
        Assert.Equal("dns", new NpgsqlConnectionStringBuilder(source.ConnectionString).ApplicationName);
    }

    [Fact]
    public void Misses_the_connection_string_only_when_the_data_source_is_wanted()
    {
        _builder.AddNpgsqlDataSource("dns-db");
        var services = Services();

        var missing = Assert.Throws<InvalidOperationException>(services.GetRequiredService<NpgsqlDataSource>);

        Assert.Contains("dns-db", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_one_data_source_and_a_connection_at_a_time()
    {
        Configure("ConnectionStrings:dns-db", "Host=string");
        _builder.AddNpgsqlDataSource("dns-db");
        var services = Services();

        Assert.Same(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<DbDataSource>());
        await using var one = services.GetRequiredService<NpgsqlConnection>();
        await using var other = services.GetRequiredService<NpgsqlConnection>();
        await using var abstracted = services.GetRequiredService<DbConnection>();
        Assert.NotSame(one, other);
        Assert.IsType<NpgsqlConnection>(abstracted);
    }

    [Fact]
    public async Task Keeps_keyed_data_sources_apart()
    {
        Configure("ConnectionStrings:dns-db", "Host=dns");
        Configure("ConnectionStrings:inventory-db", "Host=inventory");
        _builder.AddKeyedNpgsqlDataSource("dns-db");
        _builder.AddKeyedNpgsqlDataSource("inventory-db");
        var services = Services();

        Assert.Equal("dns", HostOf(services.GetRequiredKeyedService<NpgsqlDataSource>("dns-db")));
        Assert.Equal("inventory", HostOf(services.GetRequiredKeyedService<NpgsqlDataSource>("inventory-db")));
        Assert.Same(
            services.GetRequiredKeyedService<NpgsqlDataSource>("dns-db"), services.GetRequiredKeyedService<DbDataSource>("dns-db"));
        await using var connection = services.GetRequiredKeyedService<NpgsqlConnection>("inventory-db");
        await using var abstracted = services.GetRequiredKeyedService<DbConnection>("inventory-db");
        Assert.Equal(connection.ConnectionString, abstracted.ConnectionString);
        Assert.Equal("inventory", new NpgsqlConnectionStringBuilder(connection.ConnectionString).Host);
        Assert.Null(services.GetService<NpgsqlDataSource>());
    }

    [Fact]
    public void Keeps_the_first_of_two_registrations()
    {
        Configure("ConnectionStrings:dns-db", "Host=dns");
        Configure("ConnectionStrings:inventory-db", "Host=inventory");
        _builder.AddNpgsqlDataSource("dns-db");
        _builder.AddNpgsqlDataSource("inventory-db");

        Assert.Equal("dns", HostOf(Services().GetRequiredService<NpgsqlDataSource>()));
    }

    [Fact]
    public void Wants_a_name()
    {
        Assert.Throws<ArgumentException>("connectionName", () => _builder.AddNpgsqlDataSource(""));
        Assert.Throws<ArgumentException>("name", () => _builder.AddKeyedNpgsqlDataSource(""));
        Assert.Throws<ArgumentNullException>("builder", () => ((IHostApplicationBuilder)null!).AddNpgsqlDataSource("dns-db"));
    }

    void Configure(string key, string value) => _builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]);

    IServiceProvider Services() => _builder.Build().Services;

    static string? HostOf(NpgsqlDataSource source) => new NpgsqlConnectionStringBuilder(source.ConnectionString).Host;
}
