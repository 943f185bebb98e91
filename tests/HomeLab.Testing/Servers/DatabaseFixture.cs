using HomeLab.Testing.Requirements;
using Xunit;

namespace HomeLab.Testing.Servers;

/// <summary>A class fixture with an empty database for the class. Where PostgreSQL is missing and its tests are skipped, it does nothing.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    TestDatabase? _database;

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => _database?.ConnectionString ?? "";

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql) is null)
            _database = await TestDatabase.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
