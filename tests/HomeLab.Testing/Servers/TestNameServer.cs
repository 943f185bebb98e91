using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>
/// A real name server of one test, on 127.0.0.1, with one zone that holds its SOA, <c>NS ns1</c> and <c>ns1 A 127.0.0.1</c>. Nothing is
/// given to whoever has no key.
/// </summary>
public sealed class TestNameServer : IAsyncDisposable
{
    /// <summary>May transfer and update the zone.</summary>
    public const string Key = "writer.key";

    /// <summary>May only transfer it; has the same secret.</summary>
    public const string ReadingKey = "reader.key";

    const int Attempts = 5;

    readonly NameServerSoftware software;
    SupervisedProcess process;

    TestNameServer(NameServerSoftware software, string directory, int port, SupervisedProcess process) =>
        (this.software, Directory, Port, this.process) = (software, directory, port, process);

    public string Directory { get; }

    public int Port { get; }

    /// <summary>Of both keys, in base64, for hmac-sha256.</summary>
    public string Secret { get; private init; } = "";

    /// <summary>Returns once the zone is served.</summary>
    public static async Task<TestNameServer> StartAsync(NameServerSoftware software, string zone = "example.org")
    {
        var directory = TestDirectory.OfThisProcess.Create(software.ToString().ToLowerInvariant());
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(
            Path.Combine(directory, $"{zone}.zone"), "$TTL 3600\n@ SOA ns1 hostmaster 1 3600 600 86400 300\n@ NS ns1\nns1 A 127.0.0.1\n");
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Free();
            await File.WriteAllTextAsync(Path.Combine(directory, "server.conf"), Configuration(software, directory, port, zone, secret));
            try
            {
                return new TestNameServer(software, directory, port, await LaunchAsync(software, directory)) { Secret = secret };
            }
            catch (NativeServerException) when (attempt < Attempts && !LoopbackPort.IsFree(port))
            {
                // Somebody took the free port before the server did.
            }
        }
    }

    public Task StopAsync() => process.StopAsync();

    /// <summary>Again, with what it held.</summary>
    public async Task StartAsync() => process = await LaunchAsync(software, Directory);

    public async ValueTask DisposeAsync() => await process.DisposeAsync();

    static async Task<SupervisedProcess> LaunchAsync(NameServerSoftware software, string directory)
    {
        var configuration = Path.Combine(directory, "server.conf");
        var (program, arguments, readyAt) = software switch
        {
            NameServerSoftware.Bind => ("named", new[] { "-g", "-c", configuration }, "all zones loaded"),
            _ => ("knotd", new[] { "-c", configuration }, " loaded, serial "),
        };
        var lines = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string line)
        {
            lines.Enqueue(line);
            if (line.Contains(readyAt, StringComparison.Ordinal))
                ready.TrySetResult();
        }
        var path = Executables.Find(program) ?? throw new NativeServerException($"{program} is not installed.");
        var process = await Supervisor.StartAsync(new ProcessSpecification(path, arguments) { WorkingDirectory = directory, Output = Hear, Error = Hear });
        await Task.WhenAny(ready.Task, process.Exited, Task.Delay(TimeSpan.FromSeconds(60)));
        if (ready.Task.IsCompleted && !lines.Any(line => line.Contains("address in use", StringComparison.Ordinal)))
            return process;
        await process.StopAsync();
        throw new NativeServerException($"{program} does not serve its zone:\n{string.Join('\n', lines)}");
    }

    static string Configuration(NameServerSoftware software, string directory, int port, string zone, string secret)
    {
        string[] keys = [Key, ReadingKey];
        return software == NameServerSoftware.Bind
            ? string.Create(CultureInfo.InvariantCulture, $$"""
                options {
                  directory "{{directory}}"; pid-file none; session-keyfile none; lock-file none;
                  listen-on port {{port}} { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify no; empty-zones-enable no;
                };
                controls { };
                {{string.Concat(keys.Select(key => $"key \"{key}\" {{ algorithm hmac-sha256; secret \"{secret}\"; }};\n"))}}
                zone "{{zone}}" {
                  type primary; file "{{zone}}.zone";
                  allow-transfer { key {{Key}}; key {{ReadingKey}}; }; allow-update { key {{Key}}; };
                };
                """)
            : string.Create(CultureInfo.InvariantCulture, $"""
                server:
                    rundir: "{directory}"
                    listen: 127.0.0.1@{port}
                control:
                    listen: "{directory}/control"
                database:
                    storage: "{directory}"
                log:
                  - target: stderr
                    any: info
                key:
                {string.Concat(keys.Select(key => $"  - id: {key}\n    algorithm: hmac-sha256\n    secret: {secret}\n"))}
                acl:
                  - id: writes
                    key: {Key}
                    action: [transfer, update]
                  - id: reads
                    key: {ReadingKey}
                    action: transfer
                zone:
                  - domain: {zone}
                    storage: "{directory}"
                    file: "{zone}.zone"
                    acl: [writes, reads]
                """);
    }
}
