using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>A directory for the files of this test process, removed after its end, however it ends.</summary>
public sealed class TestDirectory
{
    // A test runner kills its test process moments after the last test, so somebody else has to clean up; the
    // servers are still stopping then and write.
    const string RemoveWhenStopped = """
        trap 'while [ -e "$1" ]; do rm -rf -- "$1"; sleep 0.5; done 2>/dev/null; exit' TERM
        while :; do sleep 3600 & wait; done
        """;

    static readonly Lazy<TestDirectory> Lazy = new(() => new TestDirectory());
    readonly string _path = Directory.CreateTempSubdirectory("homelab-tests-").FullName;

    TestDirectory()
    {
        // The account that runs PostgreSQL passes through here.
        File.SetUnixFileMode(_path, File.GetUnixFileMode(_path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var removal = new ProcessSpecification("sh", "-c", RemoveWhenStopped, "remove", _path) { Grace = TimeSpan.FromSeconds(60) };
        Supervisor.StartAsync(removal).GetAwaiter().GetResult();
    }

    public static TestDirectory OfThisProcess => Lazy.Value;

    public string Combine(string name) => Path.Combine(_path, name);

    /// <summary>A new empty directory in it, through which the account that runs PostgreSQL passes.</summary>
    public string Create(string prefix) => Directory.CreateDirectory(Combine($"{prefix}-{Guid.NewGuid():N}")).FullName;
}
