using System.Text.Json;

namespace HomeLab.Restic;

/// <summary>A repository of restic, by its program.</summary>
/// <remarks>Held to restic 0.14, which Debian 12 has, and what later ones say: https://restic.readthedocs.io/en/stable/075_scripting.html</remarks>
public sealed class ResticRepository(ResticSettings settings)
{
    const string HostName = "homelab";

    /// <returns>The repository's id, made with it.</returns>
    /// <exception cref="ResticException"><see cref="ResticException.NoRepository"/>: there is none, or it is not known whether there is one.</exception>
    public async Task<string> IdAsync(CancellationToken cancellationToken)
    {
        using var config = JsonDocument.Parse(await RunAsync(["cat", "config"], cancellationToken));
        return config.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Makes the repository; fails where there is one.</summary>
    public Task InitializeAsync(CancellationToken cancellationToken) => RunAsync(["init"], cancellationToken);

    /// <summary>Takes away locks whose holders are certainly gone.</summary>
    public Task UnlockAsync(CancellationToken cancellationToken) => RunAsync(["unlock"], cancellationToken);

    /// <summary>Stores what is written as one file. Where writing fails nothing is stored.</summary>
    /// <param name="path">Absolute, and what the snapshot calls it.</param>
    /// <param name="tags">Without commas.</param>
    /// <returns>The snapshot's id, perhaps its beginning alone.</returns>
    public async Task<string> BackUpAsync(string path, IEnumerable<string> tags, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var process = ResticProcess.Start(settings, "backup", "--json", "--quiet", "--host", HostName, "--tag", string.Join(',', tags), "--stdin", "--stdin-filename", path);
        var output = ReadAsync(process.Output, cancellationToken);
        try
        {
            await write(process.Input, cancellationToken);
            await process.Input.FlushAsync(cancellationToken);
        }
        // Its input is not closed: an end would be taken for the end of the file. If it ended by itself, it knows why.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await process.EndsSoonAsync(cancellationToken))
                await process.EndAsync(cancellationToken);
            throw;
        }
        process.Input.Close();
        var words = await output;
        await process.EndAsync(cancellationToken);
        var summary = words.Split('\n').Last(it => it.Contains("\"summary\"", StringComparison.Ordinal));
        using var message = JsonDocument.Parse(summary);
        return message.RootElement.GetProperty("snapshot_id").GetString()!;
    }

    /// <returns>Those that have all of the tags, the oldest first.</returns>
    public async Task<IReadOnlyList<ResticSnapshot>> ListAsync(IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        using var list = JsonDocument.Parse(await RunAsync(["snapshots", "--json", "--tag", string.Join(',', tags)], cancellationToken));
        return list.RootElement.ValueKind != JsonValueKind.Array ? [] :
        [
            .. list.RootElement.EnumerateArray().Select(it => new ResticSnapshot(
                it.GetProperty("id").GetString()!, it.GetProperty("time").GetDateTimeOffset(), Texts(it, "paths"), Texts(it, "tags"))).OrderBy(it => it.Time),
        ];
    }

    /// <summary>Writes the file of a snapshot, whole or with an exception.</summary>
    public async Task DumpAsync(string snapshot, string path, Stream to, CancellationToken cancellationToken)
    {
        using var process = ResticProcess.Start(settings, "dump", snapshot, path);
        process.Input.Close();
        await process.Output.CopyToAsync(to, cancellationToken);
        await process.EndAsync(cancellationToken);
    }

    async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = ResticProcess.Start(settings, arguments);
        process.Input.Close();
        var output = await ReadAsync(process.Output, cancellationToken);
        await process.EndAsync(cancellationToken);
        return output;
    }

    static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    static string[] Texts(JsonElement snapshot, string name) =>
        snapshot.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array ? [.. texts.EnumerateArray().Select(it => it.GetString()!)] : [];
}
