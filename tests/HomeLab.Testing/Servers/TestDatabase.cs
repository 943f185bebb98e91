using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>An empty or templated database of the server of this test process; dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    readonly PostgresServer _server;

    TestDatabase(PostgresServer server, string name) => (_server, Name) = (server, name);

    public string Name { get; }

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => _server.ConnectionString(Name);

    /// <summary>
    /// Makes a database. The SQL runs once per test process in a template, of which each database is a quick copy.
    /// </summary>
    public static Task<TestDatabase> CreateAsync(string? templateSql = null) => templateSql is null
        ? CreateFromAsync(null)
        : CreateAsync(templateSql, async template => await (await TestServers.Database).ExecuteAsync(template.Name, templateSql));

    /// <summary>
    /// Makes a copy of the template that goes by the key; <paramref name="fill"/> fills that once per test process.
    /// </summary>
    public static async Task<TestDatabase> CreateAsync(string templateKey, Func<TestDatabase, Task> fill)
    {
        var template = Templates.GetOrAdd(templateKey, key => new Lazy<Task<string>>(() => MakeTemplateAsync(key, fill)));
        return await CreateFromAsync(await template.Value);
    }

    public async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(Name);

    static async Task<TestDatabase> CreateFromAsync(string? template)
    {
        var server = await TestServers.Database;
        var name = $"test_{Guid.NewGuid():N}";
        await server.CreateDatabaseAsync(name, template);
        return new TestDatabase(server, name);
    }

    static async Task<string> MakeTemplateAsync(string key, Func<TestDatabase, Task> fill)
    {
        var server = await TestServers.Database;
        var name = "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
        await server.CreateDatabaseAsync(name);
        await fill(new TestDatabase(server, name));

        // A database that somebody is connected to cannot be copied, and pools keep connections.
        await server.ExecuteAsync("postgres", $"""
            ALTER DATABASE "{name}" ALLOW_CONNECTIONS false;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
            """);
        return name;
    }
}
