using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>The files of a cluster on disk, and the start of a server over them.</summary>
sealed class PostgresCluster(PostgresBinaries binaries, PostgresServerOptions options, ServerDirectory directory)
{
    string Files => directory.Combine("cluster");

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await LetAccountInAsync(cancellationToken);
        if (!Directory.Exists(Files))
            await MakeAsync(cancellationToken);
        else
            await SetPasswordAsync(cancellationToken);

        // The directory is ours and nothing runs in it: what a power cut left names a process that is no server.
        File.Delete(Path.Combine(Files, "postmaster.pid"));
    }

    public async Task<(SupervisedProcess Process, int Port)> StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port != 0 ? options.Port : LoopbackPort.Free();
            try
            {
                return (await StartAsync(port, cancellationToken), port);
            }
            catch (NativeServerException exception) when (options.Port == 0 && attempt < 3 && exception.Message.Contains("could not bind", StringComparison.Ordinal))
            {
                // Somebody took the free port before the server did.
            }
        }
    }

    async Task<SupervisedProcess> StartAsync(int port, CancellationToken cancellationToken)
    {
        string[] fast = options.Durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_wal_size=4GB"];
        var line = binaries.CommandLine("postgres", ["-D", Files, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", $"port={port.ToString(CultureInfo.InvariantCulture)}", "-c", "max_connections=300", "-c", "lc_messages=C", .. fast]);
        var starting = new StartingServer("database system is ready to accept connections", options.Log);
        var process = await Supervisor.StartAsync(
            new ProcessSpecification(line[0], line[1..])
            {
                Environment = new Dictionary<string, string?>([directory.Marker, new("LC_ALL", "C")]),
                WorkingDirectory = "/",
                StopSignal = StopSignal.Interrupt,
                Output = starting.Receive,
                Error = starting.Receive,
            },
            cancellationToken);
        await starting.WaitAsync("PostgreSQL", process, cancellationToken);
        return process;
    }

    /// <summary>Makes the cluster beside its place first, so that one cut short is never taken for a whole one.</summary>
    async Task MakeAsync(CancellationToken cancellationToken)
    {
        var unfinished = Files + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        const string PasswordFile = "password";
        directory.WriteSecret(PasswordFile, options.Password);
        try
        {
            await GiveToAccountAsync(directory.Combine(PasswordFile), cancellationToken);
            string[] quick = options.Durable ? [] : ["--no-sync"];
            var line = binaries.CommandLine("initdb", ["-D", unfinished, "-U", options.UserName, "--pwfile", directory.Combine(PasswordFile),
                "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", .. quick]);
            await new Command(line[0], line[1..]).RunAsync(cancellationToken);
        }
        finally
        {
            File.Delete(directory.Combine(PasswordFile));
        }

        Directory.Move(unfinished, Files);
    }

    /// <summary>In single-user mode no password is asked and nobody can connect.</summary>
    async Task SetPasswordAsync(CancellationToken cancellationToken)
    {
        File.Delete(Path.Combine(Files, "postmaster.pid"));
        var line = binaries.CommandLine("postgres", "--single", "-D", Files, "postgres");
        var role = options.UserName.Replace("\"", "\"\"", StringComparison.Ordinal);
        var password = options.Password.Replace("'", "''", StringComparison.Ordinal);
        await new Command(line[0], line[1..]) { Input = $"ALTER ROLE \"{role}\" PASSWORD '{password}';\n" }.RunAsync(cancellationToken);
    }

    async Task LetAccountInAsync(CancellationToken cancellationToken)
    {
        if (!PostgresBinaries.RunsAsAccount)
        {
            File.SetUnixFileMode(directory.FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        await GiveToAccountAsync(directory.FullPath, cancellationToken);
        File.SetUnixFileMode(directory.FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] probe = ["--reuid", PostgresBinaries.Account, "--regid", PostgresBinaries.Account, "--init-groups", "--", "test", "-w", directory.FullPath];
        if ((await new Command("setpriv", probe).TryRunAsync(cancellationToken)).ExitCode != 0)
            throw new NativeServerException($"PostgreSQL does not run as root, and its account '{PostgresBinaries.Account}' cannot reach {directory.FullPath}: let it pass through the directories above (chmod o+x), or choose another place.");
    }

    static async Task GiveToAccountAsync(string path, CancellationToken cancellationToken)
    {
        if (PostgresBinaries.RunsAsAccount)
            await new Command("chown", $"{PostgresBinaries.Account}:{PostgresBinaries.Account}", path).RunAsync(cancellationToken);
    }
}
