using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>Lets one AppHost of a checkout run at a time. The system gives the lock back however its holder ends.</summary>
sealed class CheckoutLock : IDisposable
{
    readonly FileStream file;

    CheckoutLock(FileStream file) => this.file = file;

    public static CheckoutLock Take(StateDirectory state)
    {
        var path = Path.Combine(state.Path, "apphost.lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new CheckoutLock(file);
        }
        catch (IOException exception)
        {
            throw new RunModeException(
                $"An AppHost of this checkout runs already{Holder(path)}. Stop that one first; another clone of the repository can run beside it.", exception);
        }
    }

    public void Dispose() => file.Dispose();

    static string Holder(string path)
    {
        // Shared for reading and writing, .NET asks for no lock of its own.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd() is { Length: > 0 } process ? $" (process {process})" : "";
    }
}
