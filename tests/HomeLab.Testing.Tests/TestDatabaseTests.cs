using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;
using Xunit;

namespace HomeLab.Testing.Tests;

public sealed class TestDatabaseTests
{
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Each_test_has_its_own_copy_of_the_template()
    {
        const string Template = "CREATE TABLE thing (name text); INSERT INTO thing VALUES ('first');";
        await using var one = await TestDatabase.CreateAsync(Template);
        await using var other = await TestDatabase.CreateAsync(Template);

        await ExecuteAsync(one, "INSERT INTO thing VALUES ('second')");

        Assert.Equal(2L, await ExecuteAsync(one, "SELECT count(*) FROM thing"));
        Assert.Equal(1L, await ExecuteAsync(other, "SELECT count(*) FROM thing"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_template_filled_over_a_pooled_connection_can_be_copied()
    {
        static async Task Fill(TestDatabase template) => await ExecuteAsync(template, "CREATE TABLE thing (name text)");

        await using var copy = await TestDatabase.CreateAsync("pooled", Fill);

        Assert.Equal(0L, await ExecuteAsync(copy, "SELECT count(*) FROM thing"));
    }

    static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
