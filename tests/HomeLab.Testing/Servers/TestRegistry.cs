using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>A real registry of one test, on 127.0.0.1 and over HTTP, which Docker trusts there. It has no image but those that are pushed.</summary>
public sealed class TestRegistry : IAsyncDisposable
{
    const int Attempts = 5;

    readonly SupervisedProcess process;

    TestRegistry(int port, SupervisedProcess process, string password) => (Host, this.process, Password) = ($"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", process, password);

    /// <summary>As references name it.</summary>
    public string Host { get; }

    /// <summary>Of the one user, <see cref="UserName"/>; empty: everybody may do everything.</summary>
    public string Password { get; }

    public const string UserName = "reader";

    /// <param name="isPrivate">Nobody may do anything without the password.</param>
    public static async Task<TestRegistry> StartAsync(bool isPrivate = false)
    {
        var directory = TestDirectory.OfThisProcess.Create("registry");
        var password = isPrivate ? RandomNumberGenerator.GetHexString(24, lowercase: true) : "";
        if (isPrivate)
            await File.WriteAllTextAsync(Path.Combine(directory, "users"), $"{UserName}:{await PasswordHash.OfAsync(password)}\n");
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Free();
            await File.WriteAllTextAsync(Path.Combine(directory, "config.yml"), Configuration(directory, port, isPrivate));
            try
            {
                return new TestRegistry(port, await LaunchAsync(directory), password);
            }
            catch (NativeServerException) when (attempt < Attempts && !LoopbackPort.IsFree(port))
            {
                // Somebody took the free port before the server did.
            }
        }
    }

    public async ValueTask DisposeAsync() => await process.DisposeAsync();

    static async Task<SupervisedProcess> LaunchAsync(string directory)
    {
        var lines = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string line)
        {
            lines.Enqueue(line);
            if (line.Contains("listening on", StringComparison.Ordinal))
                ready.TrySetResult();
        }
        var path = Executables.Find("docker-registry") ?? throw new NativeServerException("docker-registry is not installed.");
        var process = await Supervisor.StartAsync(
            new ProcessSpecification(path, "serve", Path.Combine(directory, "config.yml")) { WorkingDirectory = directory, Output = Hear, Error = Hear });
        await Task.WhenAny(ready.Task, process.Exited, Task.Delay(TimeSpan.FromSeconds(60)));
        if (ready.Task.IsCompleted && !process.Exited.IsCompleted)
            return process;
        await process.StopAsync();
        throw new NativeServerException($"docker-registry does not listen:\n{string.Join('\n', lines)}");
    }

    static string Configuration(string directory, int port, bool isPrivate) => string.Create(CultureInfo.InvariantCulture, $"""
        version: 0.1
        log:
          level: info
        storage:
          filesystem:
            rootdirectory: {directory}/images
          delete:
            enabled: true
        http:
          addr: 127.0.0.1:{port}
        {(isPrivate ? $"auth:\n  htpasswd:\n    realm: tests\n    path: {directory}/users\n" : "")}
        """);
}
