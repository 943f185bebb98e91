using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>What run mode says at the terminal: one line an event.</summary>
sealed class RunConsole(TextWriter output)
{
    readonly Lock gate = new();

    public RunConsole() : this(Console.Out)
    {
    }

    public void Say(string line)
    {
        lock (gate) output.WriteLine(line);
    }

    public void Say(IResource resource, string what) => Say($"{resource.Name}: {what}");
}
