using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Running;

/// <summary>A resource's lines on disk, for its owner's eyes: up to 8 MiB, and as much again of what went before.</summary>
sealed class LogFile(string path, TimeProvider time) : IDisposable
{
    const long Most = 8 << 20;
    const int LongestLine = 16 << 10;

    readonly Lock gate = new();
    FileStream? file;

    public string Path { get; } = path;

    public void Append(string line)
    {
        var kept = line.Length > LongestLine ? line[..LongestLine] + "…" : line;
        var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {kept}\n"));
        lock (gate)
        {
            file ??= Open();
            if (file.Length + bytes.Length > Most) Rotate();
            file.Write(bytes);
            file.Flush();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
    }

    void Rotate()
    {
        file!.Dispose();
        File.Move(Path, System.IO.Path.ChangeExtension(Path, ".1.log"), overwrite: true);
        file = Open();
    }

    FileStream Open() => new(Path, new FileStreamOptions
    {
        Mode = FileMode.Append,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
