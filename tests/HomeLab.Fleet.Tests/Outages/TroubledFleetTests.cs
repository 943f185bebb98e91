using HomeLab.Fleet.Tests.Secrets;
using HomeLab.Testing.Requirements;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>What a fleet says and keeps when a token is refused, and a Docker host, the broker and the database go away.</summary>
public sealed class TroubledFleetTests(OneTroubledFleet one) : IClassFixture<OneTroubledFleet>
{
    /// <summary>Lines of one service while everything went away for half a minute and came back: what went, what came, and what was done then.</summary>
    const int FewLines = 20;

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Each_outage_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        var troubled = await one.GoneThroughAsync();

        Once(troubled.TokenRefused, "dns", "zone/example.org: Stalled", "Invalid access token");
        Once(troubled.DockerAway, "inventory", "docker/docker-host is not available");
        Once(troubled.DockerAway, "inventory", "docker/docker-host answers");
        foreach (var service in Fleet.Services)
        {
            Once(troubled.ServersAway, service, "The broker at amqp://127.0.0.1:", "does not answer");
            Once(troubled.ServersAway, service, "The broker at amqp://127.0.0.1:", "answers again, after ");
            Once(troubled.ServersAway, service, "The database does not answer");
            Once(troubled.ServersAway, service, "The database answers again, after ");
        }
        Assert.All([troubled.TokenRefused, troubled.DockerAway, troubled.ServersAway], log => Assert.All(log.Lines.Values, lines =>
        {
            Assert.True(lines.Count <= FewLines, $"{log}");
            // A stack trace, which a line of the console holds whole.
            Assert.DoesNotContain(lines, line => line.Contains("   at ", StringComparison.Ordinal));
        }));
    }

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task No_secret_is_in_anything_that_a_fleet_says_or_keeps()
    {
        var troubled = await one.GoneThroughAsync();
        await Artefacts.FailOneMessageAsync(troubled.Fleet, TroubledLab.Marker);
        var secrets = new SecretSearch(troubled.Secrets);
        var marker = new SecretSearch(new Dictionary<string, string> { ["marker"] = TroubledLab.Marker });

        var artefacts = await Artefacts.OfAsync(troubled.Fleet);

        Assert.Empty(artefacts.SelectMany(it => secrets.In(it.Bytes).Select(secret => $"{it.Name}: {secret}")));
        Assert.Empty(troubled.CommandLines.SelectMany(it => secrets.In(it).Select(secret => $"{it[..20]}…: {secret}")));
        var reached = artefacts.Where(it => marker.In(it.Bytes).Count > 0).Select(it => it.Name).ToHashSet();
        Assert.All(Artefacts.WhereEverythingIsFound, it => Assert.Contains(reached, name => name.StartsWith(it, StringComparison.Ordinal)));
    }

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task The_files_in_which_secrets_belong_are_their_owners_alone()
    {
        var fleet = (await one.GoneThroughAsync()).Fleet;
        var files = Directory.EnumerateFiles(fleet.StateDirectory, "*", SearchOption.AllDirectories).Where(Artefacts.HoldsSecrets).ToList();

        Assert.Contains(files, it => Path.GetFileName(it) == "state.json");
        Assert.All(files, it => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(it) | UnixFileMode.UserWrite));
    }

    static void Once(OutageLog log, string service, params IReadOnlyList<string> parts) => Assert.True(
        log.Lines[service].Count(line => parts.All(part => line.Contains(part, StringComparison.Ordinal))) == 1, $"Not once: {string.Join(" … ", parts)}\n{log}");
}
