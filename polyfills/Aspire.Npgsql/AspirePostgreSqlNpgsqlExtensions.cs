using System.Data.Common;
using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

public static class AspirePostgreSqlNpgsqlExtensions
{
    const string DefaultSection = "Aspire:Npgsql";

    /// <summary>Registers a singleton <see cref="NpgsqlDataSource"/> with health check, tracing and metrics.</summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        Add(builder, connectionName, serviceKey: null, configureSettings, configureDataSourceBuilder);
    }

    /// <summary>As <see cref="AddNpgsqlDataSource"/>, under the name as service key.</summary>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Add(builder, name, serviceKey: name, configureSettings, configureDataSourceBuilder);
    }

    static void Add(
        IHostApplicationBuilder builder,
        string name,
        string? serviceKey,
        Action<NpgsqlSettings>? configureSettings,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder)
    {
        var settings = new NpgsqlSettings();
        builder.Configuration.GetSection(DefaultSection).Bind(settings);
        builder.Configuration.GetSection($"{DefaultSection}:{name}").Bind(settings);
        if (builder.Configuration.GetConnectionString(name) is { Length: > 0 } connectionString)
        {
            settings.ConnectionString = connectionString;
        }
        configureSettings?.Invoke(settings);

        NpgsqlDataSource Create(IServiceProvider services)
        {
            if (string.IsNullOrEmpty(settings.ConnectionString))
            {
                throw new InvalidOperationException(
                    $"ConnectionString is missing. It should be provided in 'ConnectionStrings:{name}' " +
                    $"or under the 'ConnectionString' key in '{DefaultSection}:{name}' or '{DefaultSection}' configuration section.");
            }
            var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
            source.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(source);
            return source.Build();
        }

        AddServices(builder.Services, serviceKey, Create);
        if (!settings.DisableHealthChecks)
        {
            AddHealthCheck(builder, serviceKey);
        }
        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Npgsql"));
        }
        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Npgsql"));
        }
    }

    static void AddServices(IServiceCollection services, string? serviceKey, Func<IServiceProvider, NpgsqlDataSource> create)
    {
        if (serviceKey is null)
        {
            services.TryAddSingleton(create);
            services.TryAddTransient(provider => provider.GetRequiredService<NpgsqlDataSource>().CreateConnection());
            services.TryAddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
            services.TryAddTransient<DbConnection>(provider => provider.GetRequiredService<NpgsqlConnection>());
        }
        else
        {
            services.TryAddKeyedSingleton(serviceKey, (provider, _) => create(provider));
            services.TryAddKeyedTransient(
                serviceKey, (provider, key) => provider.GetRequiredKeyedService<NpgsqlDataSource>(key).CreateConnection());
            services.TryAddKeyedSingleton<DbDataSource>(
                serviceKey, (provider, key) => provider.GetRequiredKeyedService<NpgsqlDataSource>(key));
            services.TryAddKeyedTransient<DbConnection>(
                serviceKey, (provider, key) => provider.GetRequiredKeyedService<NpgsqlConnection>(key));
        }
    }

    static void AddHealthCheck(IHostApplicationBuilder builder, string? serviceKey)
    {
        var name = serviceKey is null ? "PostgreSql" : $"PostgreSql_{serviceKey}";
        // Two health checks of one name are refused when the first is made; a data source that is added again is the same one.
        if (builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                name,
                services => new NpgsqlHealthCheck(serviceKey is null
                    ? services.GetRequiredService<NpgsqlDataSource>()
                    : services.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)),
                failureStatus: null, tags: null));
        }
    }
}
