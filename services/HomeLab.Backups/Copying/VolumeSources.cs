using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Backups.Repositories;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using Microsoft.Extensions.Options;

namespace HomeLab.Backups.Copying;

/// <summary>Reads volumes through a container that has them: nothing is started, stopped or changed for it.</summary>
sealed class VolumeSources(EngineClients engines, IOptions<BackupsOptions> options)
{
    /// <summary>A container's command whose output is the copy of its volumes, in place of their files.</summary>
    public const string DumpLabel = "homelab.backup.dump";

    const string Running = "running";

    /// <exception cref="SourceException">No container has it, or the one that dumps it does not run.</exception>
    /// <exception cref="EngineException">The Engine does not answer.</exception>
    /// <exception cref="ServiceDefaults.Secrets.SecretMissingException">A key of the Engine is not where the lab says.</exception>
    public async Task<CopySource> OfAsync(WantedVolume volume, CancellationToken cancellationToken)
    {
        using var client = await engines.OpenAsync(volume.Engine, cancellationToken);
        var holders = await HoldersAsync(client, volume.Name, options.Value.CallTimeout, cancellationToken);
        if (holders.Count == 0)
            throw new SourceException("NotMounted", $"no container of {volume.Engine.Name} has the volume {volume.Name}, so that nothing can read it");
        var dumping = holders.Where(it => DumpOf(it).Length > 0).ToList();
        if (dumping.Count == 0)
            return new CopySource(CopyMethods.Files, (to, token) => FilesAsync(volume, holders[0], to, token));
        return dumping.FirstOrDefault(it => it.State == Running) is { } container
            ? new CopySource(CopyMethods.Dump, (to, token) => DumpAsync(volume, container, to, token))
            : throw new SourceException("NotRunning", $"{NameOf(dumping[0])} does not run, so that its {DumpLabel} cannot be run");
    }

    /// <returns>Those that have the volume, running ones first.</returns>
    public static async Task<IReadOnlyList<ContainerListResponse>> HoldersAsync(IDockerClient client, string volume, TimeSpan within, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["volume"] = new Dictionary<string, bool> { [volume] = true } };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(within);
        var listed = await EngineCalls.MakeAsync(
            $"looking for who has {volume}", () => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }, late.Token), cancellationToken);
        // The filter takes the path of a mount for a name too.
        return [.. listed.Where(it => MountOf(it, volume) is not null).OrderByDescending(it => it.State == Running).ThenBy(NameOf, StringComparer.Ordinal)];
    }

    async Task FilesAsync(WantedVolume volume, ContainerListResponse container, Stream to, CancellationToken cancellationToken)
    {
        using var client = await engines.OpenAsync(volume.Engine, cancellationToken);
        // With the dot the archive holds what is in the directory and not the directory.
        var path = $"{MountOf(container, volume.Name)!.Destination.TrimEnd('/')}/.";
        await EngineCalls.MakeAsync(
            $"reading {volume.Name}",
            async () =>
            {
                var archive = await client.Containers.GetArchiveFromContainerAsync(container.ID, new GetArchiveFromContainerParameters { Path = path }, statOnly: false, cancellationToken);
                await using var from = archive.Stream;
                await from.CopyToAsync(to, cancellationToken);
            },
            cancellationToken);
    }

    async Task DumpAsync(WantedVolume volume, ContainerListResponse container, Stream to, CancellationToken cancellationToken)
    {
        using var client = await engines.OpenAsync(volume.Engine, cancellationToken);
        var name = NameOf(container);
        var end = await EngineCalls.MakeAsync(
            $"running {DumpLabel} of {name}",
            async () =>
            {
                var exec = await client.Exec.ExecCreateContainerAsync(
                    container.ID, new ContainerExecCreateParameters { Cmd = ["sh", "-c", DumpOf(container)], AttachStdout = true, AttachStderr = true }, cancellationToken);
                using var output = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, false, cancellationToken);
                await output.CopyOutputToAsync(Stream.Null, to, Stream.Null, cancellationToken);
                return await client.Exec.InspectContainerExecAsync(exec.ID, cancellationToken);
            },
            cancellationToken);
        if (end is not { Running: false, ExitCode: 0 })
            throw new SourceException("DumpFailed", $"{DumpLabel} of {name} ended with exit code {end.ExitCode}");
    }

    static MountPoint? MountOf(ContainerListResponse container, string volume) => container.Mounts?.FirstOrDefault(it => it.Type == "volume" && it.Name == volume);

    static string DumpOf(ContainerListResponse container) => container.Labels?.TryGetValue(DumpLabel, out var command) == true ? command : "";

    static string NameOf(ContainerListResponse container) => container.Names[0].TrimStart('/');
}
