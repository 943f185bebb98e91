using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Persistence;

/// <summary>
/// One JSON file a system. A file is replaced whole, so a reader and a restart see the state before or after a write.
/// </summary>
/// <remarks>Held by one process at a time: two would overwrite each other's answered writes.</remarks>
sealed class DataDirectory : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // What follows from the rest is not kept.
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly string? path;
    readonly FileStream? hold;

    public DataDirectory(IOptions<SimulatorsOptions> options)
    {
        if (string.IsNullOrWhiteSpace(options.Value.DataDirectory))
            return;
        path = Path.GetFullPath(options.Value.DataDirectory);
        Directory.CreateDirectory(path);
        try
        {
            hold = new FileStream(Path.Combine(path, "simulators.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"Another process holds {path}; stop it or set Simulators:DataDirectory to another directory.", exception);
        }
    }

    /// <summary>Whether anything outlives the process.</summary>
    public bool IsKept => path is not null;

    public T? Load<T>(string system) where T : class
    {
        if (path is null || !File.Exists(FileOf(system)))
            return null;
        try
        {
            using var stream = File.OpenRead(FileOf(system));
            return JsonSerializer.Deserialize<T>(stream, Json);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"{FileOf(system)} cannot be read: {exception.Message} Remove it to start from the seed.", exception);
        }
    }

    public void Save<T>(string system, T state) where T : class
    {
        if (path is null)
            return;
        var temporary = FileOf(system) + ".new";
        using (var stream = File.Create(temporary))
        {
            JsonSerializer.Serialize(stream, state, Json);
            // A rename may reach the disk before the bytes do; after a power cut the file would be empty.
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, FileOf(system), overwrite: true);
    }

    string FileOf(string system) => Path.Combine(path!, system + ".json");

    public void Dispose() => hold?.Dispose();
}
