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
            StateDirectory.WritePrivate(HolderFile(state), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new CheckoutLock(file);
        }
        catch (IOException exception)
        {
            throw new RunModeException(
                $"An AppHost of this checkout runs already{Holder(state)}. Stop that one first; another clone of the repository can run beside it.", exception);
        }
    }

    public void Dispose() => file.Dispose();

    static string HolderFile(StateDirectory state) => Path.Combine(state.Path, "apphost.pid");

    static string Holder(StateDirectory state) =>
        File.Exists(HolderFile(state)) ? $" (process {File.ReadAllText(HolderFile(state))})" : "";
}
