using System.ComponentModel;
using System.Diagnostics;
using HomeLab.Backups.Repositories;
using Npgsql;

namespace HomeLab.Backups.Copying;

/// <summary>PostgreSQL's own programs, which read and write a database as of one moment: https://www.postgresql.org/docs/current/app-pgdump.html</summary>
static class DatabaseDump
{
    const int MostWords = 300;

    public static CopySource Of(NpgsqlConnectionStringBuilder database) =>
        new(CopyMethods.PostgreSql, (to, token) => RunAsync("pg_dump", ["--format=custom", "--no-password"], database, (process, t) => process.StandardOutput.BaseStream.CopyToAsync(to, t), token));

    /// <summary>Restores into an empty database, all of it or with an exception.</summary>
    public static Task RestoreAsync(NpgsqlConnectionStringBuilder database, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) => RunAsync(
        "pg_restore", ["--no-owner", "--exit-on-error", "--no-password", $"--dbname={database.Database}"], database,
        async (process, token) =>
        {
            await write(process.StandardInput.BaseStream, token);
            process.StandardInput.Close();
        },
        cancellationToken);

    /// <exception cref="SourceException">It failed; says what the program said.</exception>
    static async Task RunAsync(string program, string[] arguments, NpgsqlConnectionStringBuilder database, Func<Process, CancellationToken, Task> useAsync, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGDATABASE"]) = (database.Host, $"{database.Port}", database.Database);
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (database.Username, database.Password);
        using var process = Begin(start);
        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            var broken = await UseAsync(process, useAsync, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new SourceException("DumpFailed", $"{program}: {Clean(await said, database.Password)}");
            if (broken is not null)
                throw broken;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <returns>Why it stopped listening or speaking, of which it says more itself; null: it did not.</returns>
    static async Task<IOException?> UseAsync(Process process, Func<Process, CancellationToken, Task> useAsync, CancellationToken cancellationToken)
    {
        try
        {
            await useAsync(process, cancellationToken);
            return null;
        }
        catch (IOException exception) when (process.StartInfo.FileName == "pg_restore")
        {
            process.StandardInput.Close();
            return exception;
        }
    }

    static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new SourceException("NotInstalled", $"{start.FileName} cannot be started; is PostgreSQL's client installed where this service runs?");
        }
    }

    static string Clean(string words, string? password)
    {
        var line = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "it said nothing";
        line = string.IsNullOrEmpty(password) ? line : line.Replace(password, "…", StringComparison.Ordinal);
        return line.Length <= MostWords ? line : line[..MostWords];
    }
}
