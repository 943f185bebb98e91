using System.Formats.Tar;
using System.Net;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class ContainerOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>
{
    IContainerOperations Containers => docker.Client.Containers;

    [RequiresFact(Requirement.Docker)]
    public async Task Starts_and_stops_once_and_says_when_there_was_nothing_to_do()
    {
        await using var container = await docker.CreateAsync();

        Assert.True(await Containers.StartContainerAsync(container.Id, new ContainerStartParameters()));
        Assert.False(await Containers.StartContainerAsync(container.Id, null));
        Assert.True((await Containers.InspectContainerAsync(container.Id)).State.Running);
        Assert.True(await Containers.StopContainerAsync(container.Id, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }));
        Assert.False(await Containers.StopContainerAsync(container.Id, new ContainerStopParameters()));
        Assert.Equal(137, (await Containers.WaitContainerAsync(container.Id)).StatusCode);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Lists_by_label_what_it_created_with_names_times_and_ports()
    {
        var mark = Guid.NewGuid().ToString("N");
        var before = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        await using var container = await docker.CreateAsync(parameters =>
        {
            parameters.Name = "listed-" + mark;
            parameters.Labels = new Dictionary<string, string> { ["homelab.test"] = mark };
            parameters.ExposedPorts = new Dictionary<string, EmptyStruct> { ["80/tcp"] = default };
            parameters.HostConfig.PortBindings = new Dictionary<string, IList<PortBinding>>
            {
                ["80/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = "0" }],
            };
            parameters.HostConfig.RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 2 };
        });
        await Containers.StartContainerAsync(container.Id, new ContainerStartParameters());

        var listed = Assert.Single(await Containers.ListContainersAsync(Labelled(mark)));
        var inspected = await Containers.InspectContainerAsync(container.Id);

        Assert.Equal(["/listed-" + mark], listed.Names);
        Assert.Equal(TestImage.Name, listed.Image);
        Assert.Equal("running", listed.State);
        Assert.InRange(listed.Created, before, before.AddMinutes(1));
        Assert.InRange(inspected.Created, before, before.AddMinutes(1));
        Assert.Equal(80, Assert.Single(listed.Ports).PrivatePort);
        Assert.Equal("127.0.0.1", listed.Ports[0].IP);
        Assert.Equal(listed.Ports[0].PublicPort.ToString(), Assert.Single(inspected.NetworkSettings.Ports["80/tcp"]).HostPort);
        Assert.Equal(RestartPolicyKind.OnFailure, inspected.HostConfig.RestartPolicy.Name);
        Assert.Equal(2, inspected.HostConfig.RestartPolicy.MaximumRetryCount);
        Assert.StartsWith("20", inspected.State.StartedAt);
        Assert.EndsWith("Z", inspected.State.StartedAt);

        await Containers.KillContainerAsync(container.Id, new ContainerKillParameters { Signal = "KILL" });
        await Containers.WaitContainerAsync(container.Id);
        Assert.Empty((await Containers.ListContainersAsync(Labelled(mark, all: false))).Where(x => x.State == "exited"));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Tells_a_missing_container_from_a_missing_image_and_from_a_conflict()
    {
        await using var container = await docker.CreateAsync(parameters => parameters.Name = $"taken-{Guid.NewGuid():N}");
        var name = (await Containers.InspectContainerAsync(container.Id)).Name[1..];

        var noContainer = await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => Containers.InspectContainerAsync("homelab-nobody"));
        var noImage = await Assert.ThrowsAsync<DockerImageNotFoundException>(() => docker.CreateAsync(x => x.Image = "homelab-nothing:1"));
        var conflict = await Assert.ThrowsAsync<DockerApiException>(() => docker.CreateAsync(x => x.Name = name));

        Assert.Equal(HttpStatusCode.NotFound, noContainer.StatusCode);
        Assert.Contains("homelab-nobody", noContainer.ResponseBody);
        Assert.Equal(HttpStatusCode.NotFound, noImage.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        await Assert.ThrowsAsync<ArgumentException>(() => Containers.InspectContainerAsync(""));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Removes_renames_pauses_restarts_and_updates()
    {
        await using var container = await docker.RunAsync();
        var name = $"renamed-{Guid.NewGuid():N}";

        await Containers.RenameContainerAsync(container.Id, new ContainerRenameParameters { NewName = name }, CancellationToken.None);
        await Containers.PauseContainerAsync(name);
        Assert.True((await Containers.InspectContainerAsync(name)).State.Paused);
        await Containers.UnpauseContainerAsync(name);
        var first = (await Containers.InspectContainerAsync(name)).State.StartedAt;
        await Containers.RestartContainerAsync(name, new ContainerRestartParameters { WaitBeforeKillSeconds = 1 });
        Assert.NotEqual(first, (await Containers.InspectContainerAsync(name)).State.StartedAt);
        var running = await Assert.ThrowsAsync<DockerApiException>(() => Containers.RemoveContainerAsync(name, new ContainerRemoveParameters()));
        await Containers.RemoveContainerAsync(name, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });

        Assert.Equal(HttpStatusCode.Conflict, running.StatusCode);
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => Containers.InspectContainerAsync(name));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Keeps_the_two_outputs_of_a_log_apart()
    {
        await using var container = await docker.RunAsync("sh", "-c", "echo good; echo bad >&2; exit 3");
        Assert.Equal(3, (await Containers.WaitContainerAsync(container.Id)).StatusCode);

        using var stream = await Containers.GetContainerLogsAsync(container.Id, false, Logs());
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(CancellationToken.None);

        Assert.Equal("good\n", stdout);
        Assert.Equal("bad\n", stderr);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Follows_a_log_line_by_line_until_the_container_ends()
    {
        await using var container = await docker.CreateAsync(
            parameters => { parameters.Tty = true; parameters.OpenStdin = true; }, "sh", "-c", "read a; echo one; read b; echo two");
        using var attached = await Containers.AttachContainerAsync(
            container.Id, true, new ContainerAttachParameters { Stream = true, Stdin = true });
        await Containers.StartContainerAsync(container.Id, new ContainerStartParameters());
        var lines = new Reports<string>();
        var parameters = Logs();
        parameters.Follow = true;
        var following = Containers.GetContainerLogsAsync(container.Id, parameters, CancellationToken.None, lines);

        await attached.WriteAsync("\n"u8.ToArray(), 0, 1, CancellationToken.None);
        await Eventually.TrueAsync(() => lines.Values.Contains("one"), "the first line");
        Assert.False(following.IsCompleted);
        await attached.WriteAsync("\n"u8.ToArray(), 0, 1, CancellationToken.None);

        await following.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("two", lines.Values[^1]);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Reports_statistics_again_and_again_until_cancelled()
    {
        await using var container = await docker.RunAsync();
        using var stop = new CancellationTokenSource();
        var reports = new Reports<ContainerStatsResponse>();
        var watching = Containers.GetContainerStatsAsync(container.Id, new ContainerStatsParameters { Stream = true }, reports, stop.Token);

        await Eventually.TrueAsync(() => reports.Values.Count > 1, "two reports");
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.True(reports.Values[1].CPUStats.SystemUsage > 0);
        Assert.True(reports.Values[1].PidsStats.Current > 0);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Copies_files_in_and_out()
    {
        await using var container = await docker.CreateAsync();
        var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            var content = new MemoryStream("written"u8.ToArray());
            await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "note.txt") { DataStream = content });
        }
        archive.Position = 0;

        await Containers.ExtractArchiveToContainerAsync(container.Id, new ContainerPathStatParameters { Path = "/tmp" }, archive);
        var read = await Containers.GetArchiveFromContainerAsync(
            container.Id, new GetArchiveFromContainerParameters { Path = "/tmp/note.txt" }, statOnly: false);
        await using var reader = new TarReader(read.Stream);
        var entry = await reader.GetNextEntryAsync(copyData: true);

        Assert.Equal("note.txt", read.Stat.Name);
        Assert.Equal(7, read.Stat.Size);
        Assert.Equal("written", await new StreamReader(entry!.DataStream!, Encoding.UTF8).ReadToEndAsync());
    }

    static ContainersListParameters Labelled(string mark, bool all = true) => new()
    {
        All = all,
        Filters = new Dictionary<string, IDictionary<string, bool>>
        {
            ["label"] = new Dictionary<string, bool> { ["homelab.test=" + mark] = true },
        },
    };

    static ContainerLogsParameters Logs() => new() { ShowStdout = true, ShowStderr = true };
}
