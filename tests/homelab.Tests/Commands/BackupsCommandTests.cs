using System.Text.Json.Nodes;

namespace HomeLab.Cli.Tests.Commands;

public sealed class BackupsCommandTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    static readonly Dictionary<string, string> Operator = new() { ["HOMELAB_TOKEN"] = FakeFleet.Token };

    [Fact]
    public async Task Get_tells_of_each_thing_when_it_was_copied_and_how_that_is()
    {
        var transcript = await AskAsync("get");

        Assert.Equal(
            """
            BACKUP                               LAST                  SIZE     NEXT                  STATE     NOTES
            nightly/database/dns-db              2026-11-20 02:00:00Z  4 KiB    2026-11-21 02:00:00Z  due
            nightly/docker/nas/volume/music      2026-11-18 00:00:00Z  2 KiB    2026-11-19 00:00:00Z  overdue   The repository is full.
            nightly/docker/nas/volume/photos     2026-11-20 12:00:00Z  900 B    2026-11-21 12:00:00Z  failing   The engine does not answer.
            nightly/docker/nas/volume/shop_data  2026-11-21 02:00:00Z  1.5 GiB  2026-11-22 02:00:00Z  ok
            nightly/docker/nas/volume/wiki                                      2026-11-21 08:00:00Z  due
            weekly/docker/old/volume/mail        2026-10-14 20:00:00Z  512 B                          unwanted

            """, transcript.Out);
        Assert.Equal(("", ExitCode.Ok), (transcript.Error, transcript.ExitCode));
    }

    [Fact]
    public async Task Get_says_on_the_side_that_what_is_wanted_may_be_old()
    {
        fleet.BackupsService.Silence = "Inventory does not answer.";
        var transcript = await AskAsync("get shop -o json");
        fleet.BackupsService.Silence = "";

        Assert.Equal("homelab: What is wanted may be old: Inventory does not answer.\n", transcript.Error);
        Assert.Equal("docker/nas/volume/shop_data", (string)Assert.Single(JsonNode.Parse(transcript.Out)!.AsArray())!["address"]!);
    }

    [Fact]
    public async Task Copies_are_listed_by_the_beginnings_of_their_ids()
    {
        var some = await AskAsync("copies nightly/docker/nas/volume/shop_data");
        var none = await AskAsync("copies database/new-db");
        var unknown = await AskAsync("copies docker/nas/volume/nothing");

        Assert.Equal(["COPY", "7a1c5c3d", "bbbbbbbb"], some.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split(' ')[0]));
        Assert.Equal(("", "There is no copy of database/new-db yet.\n", ExitCode.Ok), (none.Out, none.Error, none.ExitCode));
        Assert.Equal(("homelab: No policy wants copies of docker/nas/volume/nothing.\n", ExitCode.NotFound), (unknown.Error, unknown.ExitCode));
    }

    [Fact]
    public async Task Run_asks_for_a_copy_now_and_tells_why_it_is_refused()
    {
        var asked = await AskAsync("run docker/nas/volume/shop_data");
        var held = await AskAsync("run docker/nas/volume/held");

        Assert.Equal(
            ("A copy is made of nightly/docker/nas/volume/shop_data: homelab backups get nightly/docker/nas/volume/shop_data\n", ExitCode.Ok), (asked.Out, asked.ExitCode));
        Assert.Equal(["docker/nas/volume/shop_data"], fleet.BackupsService.Runs);
        Assert.Equal(("homelab: backups refused: backup/nightly is held until 2026-11-22 08:00 UTC: The server moves.\n", ExitCode.Failed), (held.Error, held.ExitCode));
    }

    [Fact]
    public async Task Restore_waits_until_the_copy_is_back_and_ends_as_the_restore_does()
    {
        // On a clock that goes, since it waits between two looks.
        var slow = await AskAsync("restore nightly/docker/nas/volume/shop_data --into slow --copy 7a1c", TimeProvider.System);
        var broken = await AskAsync("restore docker/nas/volume/shop_data --into broken");
        var there = await AskAsync("restore docker/nas/volume/shop_data --into shop_data");

        Assert.Equal(("Copy 7a1c5c3d of nightly/docker/nas/volume/shop_data is back as slow, since 2026-11-21 09:00:00Z.\n", ExitCode.Ok), (slow.Out, slow.ExitCode));
        Assert.Equal(
            ("Copy 7a1c5c3d of nightly/docker/nas/volume/shop_data could not be put back as broken: nas has no room left.\n", ExitCode.Failed), (broken.Out, broken.ExitCode));
        Assert.Equal([("slow", "7a1c"), ("broken", "")], fleet.BackupsService.Restores.Where(it => it.Into is "slow" or "broken").Select(it => (it.Into, it.Copy)));
        Assert.Equal(("homelab: backups refused: docker/nas/volume/shop_data exists; a copy is only put beside what is there.\n", ExitCode.Failed), (there.Error, there.ExitCode));
    }

    [Fact]
    public async Task Restore_demands_a_name_for_what_it_makes()
    {
        var transcript = await AskAsync("restore docker/nas/volume/shop_data");

        Assert.Equal(ExitCode.Usage, transcript.ExitCode);
        Assert.Contains("--into", transcript.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_no_longer_hears_of_a_restore_is_told_how_to_look_again()
    {
        var lost = await AskAsync("restore docker/nas/volume/shop_data --into lost");
        var running = await AskAsync("restoration endless");
        var failed = await AskAsync("restoration broken");

        Assert.Equal(ExitCode.Unreachable, lost.ExitCode);
        Assert.EndsWith("The restore may go on: homelab backups restoration lost\n", lost.Error, StringComparison.Ordinal);
        Assert.Equal(("Copy 7a1c5c3d of nightly/docker/nas/volume/shop_data is put back as endless since 2026-11-21 08:00:00Z.\n", ExitCode.Ok), (running.Out, running.ExitCode));
        Assert.Equal(ExitCode.Failed, failed.ExitCode);
    }

    [Fact]
    public async Task Who_waits_no_longer_leaves_the_restore_alone_and_is_told_how_to_look_again()
    {
        using var interrupt = new CancellationTokenSource();
        fleet.BackupsService.Asked = id =>
        {
            if (id == "endless")
                interrupt.Cancel();
        };

        var transcript = await AskAsync("restore docker/nas/volume/shop_data --into endless", TimeProvider.System, interrupt.Token);

        Assert.Equal(("homelab: The restore goes on: homelab backups restoration endless\n", ExitCode.Cancelled), (transcript.Error, transcript.ExitCode));
    }

    [Fact]
    public async Task A_backup_is_completed_from_what_the_fleet_has()
    {
        var line = $"--backups {fleet.Backups} backups run nightly/data";

        var transcript = await Transcript.OfAsync($"[suggest:{line.Length}] \"{line}\"", Operator);

        Assert.Contains("nightly/database/dns-db", transcript.Out.Split('\n'));
    }

    Task<Transcript> AskAsync(string command, TimeProvider? time = null, CancellationToken interrupt = default) =>
        Transcript.OfAsync($"backups {command} --backups {fleet.Backups}", Operator, time: time, interrupt: interrupt);
}
