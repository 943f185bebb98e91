using Aspire.Hosting.Running;

namespace HomeLab.Polyfills.Tests.Running;

public sealed class LogFileTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("homelab-log-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Is_its_owners_alone_and_bounded_however_much_is_written()
    {
        var path = Path.Combine(_directory, "service.log");
        using var log = new LogFile(path, TimeProvider.System);
        var line = new string('x', 1 << 20);

        for (var i = 0; i < 1500; i++) log.Append(line);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(["service.1.log", "service.log"], Directory.EnumerateFiles(_directory).Select(Path.GetFileName).Order());
        Assert.All(Directory.EnumerateFiles(_directory), file => Assert.InRange(new FileInfo(file).Length, 1, 8 << 20));
    }
}
