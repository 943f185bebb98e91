using System.Formats.Tar;
using System.IO.Pipelines;
using System.Runtime.ExceptionServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Backups.Copying;
using HomeLab.Backups.Repositories;
using HomeLab.Docker;

namespace HomeLab.Backups.Restoring;

/// <summary>A new volume, filled through a container that has it and is never started.</summary>
/// <param name="host">As the lab names it.</param>
/// <param name="source">Name of the volume that the copy is of, which may be gone.</param>
sealed class VolumeTarget(DockerClient client, string host, string source, Restoration restoration, Copy copy, string installation, TimeSpan callTimeout) : IRestoreTarget
{
    const string RestorationLabel = "homelab.restoration";
    const string InstallationLabel = "homelab.installation";
    const string MountedAt = "/restored";

    /// <summary>What the output of a dump is called in the volume.</summary>
    const string DumpName = "dump";

    public string Address => $"docker/{host}/volume/{restoration.IntoName}";

    Dictionary<string, string> Labels => new() { [RestorationLabel] = $"{restoration.Id}", [InstallationLabel] = installation };

    string ContainerName => $"homelab-restoration-{restoration.Id:n}";

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken) is not null;

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        // An Engine that has one of that name answers with that one.
        var made = await CallAsync(
            $"making the volume {restoration.IntoName}",
            token => client.Volumes.CreateAsync(new VolumesCreateParameters { Name = restoration.IntoName, Labels = Labels }, token), cancellationToken);
        if (!IsOurs(made))
            throw new SourceException("Exists", $"{host} has a volume {restoration.IntoName} by now, which is left alone");
    }

    public async Task FillAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var container = (await CallAsync(
            $"making a container for {restoration.IntoName}",
            async token => await client.Containers.CreateContainerAsync(
                new CreateContainerParameters
                {
                    Name = ContainerName,
                    Image = await ImageAsync(token),
                    Cmd = ["never-started"],
                    Labels = Labels,
                    HostConfig = new HostConfig { NetworkMode = "none", Mounts = [new Mount { Type = "volume", Source = restoration.IntoName, Target = MountedAt, VolumeOptions = new VolumeOptions { NoCopy = true } }] },
                },
                token),
            cancellationToken)).ID;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe();
        var writing = WriteAsync(write, pipe.Writer, stop);
        try
        {
            await EngineCalls.MakeAsync(
                $"filling {restoration.IntoName}",
                () => client.Containers.ExtractArchiveToContainerAsync(container, new ContainerPathStatParameters { Path = MountedAt }, pipe.Reader.AsStream(), stop.Token),
                cancellationToken);
        }
        catch (EngineException) when (!cancellationToken.IsCancellationRequested)
        {
            await pipe.Reader.CompleteAsync();
            await stop.CancelAsync();
            await Task.WhenAny(writing);
            // Where the Engine was cut off for want of data, why that did not come says more.
            if (writing.Exception?.InnerException is { } why)
                ExceptionDispatchInfo.Throw(why);
            throw;
        }
        await pipe.Reader.CompleteAsync();
        await writing;
        await RemoveContainerAsync(cancellationToken);
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await RemoveContainerAsync(cancellationToken);
        if (await FindAsync(cancellationToken) is { } volume && IsOurs(volume))
            await CallAsync($"taking {volume.Name} away", token => client.Volumes.RemoveAsync(volume.Name, cancellationToken: token), cancellationToken);
    }

    public void Dispose() => client.Dispose();

    async Task WriteAsync(Func<Stream, CancellationToken, Task> write, PipeWriter to, CancellationTokenSource stop)
    {
        try
        {
            if (copy.Method == CopyMethods.Files)
                await write(to.AsStream(leaveOpen: true), stop.Token);
            else
                await WriteDumpAsync(write, to.AsStream(leaveOpen: true), stop.Token);
            await to.CompleteAsync();
        }
        catch (Exception exception)
        {
            await to.CompleteAsync(exception);
            // What has come so far is no archive.
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>As a file of its own in an archive.</summary>
    async Task WriteDumpAsync(Func<Stream, CancellationToken, Task> write, Stream to, CancellationToken cancellationToken)
    {
        var content = new Pipe();
        var writing = CompleteAsync();
        await using (var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true))
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, DumpName) { DataStream = new SizedStream(content.Reader.AsStream(), copy.Bytes) }, cancellationToken);
        await writing;

        async Task CompleteAsync()
        {
            Exception? failure = null;
            try
            {
                await write(content.Writer.AsStream(leaveOpen: true), cancellationToken);
            }
            catch (Exception exception)
            {
                failure = exception;
                throw;
            }
            finally
            {
                await content.Writer.CompleteAsync(failure);
            }
        }
    }

    /// <returns>Any that the host has, since nothing of it is run: that of a container with the volume, if there is one.</returns>
    async Task<string> ImageAsync(CancellationToken cancellationToken)
    {
        var holders = await VolumeSources.HoldersAsync(client, source, callTimeout, cancellationToken);
        if (holders is [var holder, ..])
            return holder.ImageID;
        return (await client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken)).Select(it => it.ID).FirstOrDefault()
            ?? throw new SourceException("NoImage", $"{host} has no image at all, and to fill a volume a container is made, though never started");
    }

    async Task<VolumeResponse?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync($"looking for the volume {restoration.IntoName}", token => client.Volumes.InspectAsync(restoration.IntoName, token), cancellationToken);
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            return null;
        }
    }

    async Task RemoveContainerAsync(CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"{RestorationLabel}={restoration.Id}"] = true } };
        var ours = await CallAsync("looking for the container that fills", token => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }, token), cancellationToken);
        foreach (var container in ours)
            await CallAsync("taking the container away that filled", token => client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters(), token), cancellationToken);
    }

    bool IsOurs(VolumeResponse volume) => volume.Labels?.TryGetValue(RestorationLabel, out var mark) == true && mark == $"{restoration.Id}";

    async Task<T> CallAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(callTimeout);
        return await EngineCalls.MakeAsync(what, () => call(late.Token), cancellationToken);
    }

    async Task CallAsync(string what, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(callTimeout);
        await EngineCalls.MakeAsync(what, () => call(late.Token), cancellationToken);
    }
}
