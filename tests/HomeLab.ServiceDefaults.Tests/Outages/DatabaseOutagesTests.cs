using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Outages;

public sealed class DatabaseOutagesTests : IDisposable
{
    static readonly NpgsqlException Away = new("Failed to connect to 127.0.0.1:5432");

    readonly NpgsqlDataSource database = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
    readonly FakeTimeProvider time = new();
    readonly Lines lines = new();
    readonly DatabaseOutages outages;

    public DatabaseOutagesTests() => outages = new DatabaseOutages(database, time, lines);

    public void Dispose() => database.Dispose();

    [Fact]
    public void Is_told_once_however_many_parts_meet_it_however_often()
    {
        foreach (var part in new[] { "work", "outbox", "work", "seals", "outbox" })
        {
            Assert.True(outages.Met(part, Away));
        }
        time.Advance(TimeSpan.FromSeconds(31));
        foreach (var part in new[] { "outbox", "work", "never met", "work", "seals", "seals" })
        {
            outages.Overcome(part);
        }

        Assert.Equal(
            [
                "Warning The database does not answer; what needs it waits until it does: Failed to connect to 127.0.0.1:5432",
                "Information The database answers again, after 00:00:31",
            ], lines.Said);
    }

    [Fact]
    public void The_next_one_is_told_anew()
    {
        outages.Met("work", Away);
        outages.Overcome("work");
        outages.Met("work", Away);

        Assert.Equal(3, lines.Said.Count);
    }

    [Fact]
    public void What_a_database_refuses_is_no_outage()
    {
        Assert.False(outages.Met("work", new PostgresException("no such table", "ERROR", "ERROR", PostgresErrorCodes.UndefinedTable)));
        Assert.False(outages.Met("work", new InvalidOperationException("bug")));
        Assert.Empty(lines.Said);
    }

    [Fact]
    public async Task Calls_are_turned_away_from_when_it_is_told()
    {
        var before = await outages.LastsAsync(CancellationToken.None);
        outages.Met("work", Away);

        Assert.Equal((false, true), (before, await outages.LastsAsync(CancellationToken.None)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Calls_are_let_in_as_soon_as_it_answers_though_no_part_has_noticed()
    {
        await using var here = NpgsqlDataSource.Create((await TestDatabase.CreateAsync()).ConnectionString);
        var over = new DatabaseOutages(here, time, lines);
        over.Met("work", Away);

        Assert.False(await over.LastsAsync(CancellationToken.None));
    }

    [Fact]
    public void A_line_about_one_piece_of_work_is_no_news_during_an_outage()
    {
        var before = outages.LevelOf(Away, LogLevel.Error);
        outages.Met("work", Away);

        Assert.Equal((LogLevel.Error, LogLevel.Debug), (before, outages.LevelOf(Away, LogLevel.Error)));
        Assert.Equal(LogLevel.Error, outages.LevelOf(new InvalidOperationException("bug"), LogLevel.Error));
    }

    [Fact]
    public async Task Messages_that_are_held_for_it_are_one_outage()
    {
        var (patience, isAway) = (new OutagePatience(outages, time), true);

        var handled = Enumerable.Range(0, 5).Select(_ => patience.HandleAsync(
            "LabRevised", () => isAway ? throw Away : Task.CompletedTask, CancellationToken.None)).ToList();
        for (var retry = 0; retry < 10; retry++)
        {
            await Eventually.TrueAsync(() => time.ArmedTimers == 5, "all wait");
            time.Advance(TimeSpan.FromSeconds(15));
        }
        await Eventually.TrueAsync(() => time.ArmedTimers == 5, "all wait again");
        isAway = false;
        time.Advance(TimeSpan.FromSeconds(15));
        await Task.WhenAll(handled);

        Assert.Equal(["Warning", "Information"], lines.Said.Select(it => it.Split(' ')[0]));
    }

    sealed class Lines : ILogger<DatabaseOutages>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add($"{logLevel} {formatter(state, exception)}");
    }
}
