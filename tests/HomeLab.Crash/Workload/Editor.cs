using System.Globalization;

namespace HomeLab.Crash.Workload;

/// <summary>Adds, changes and removes documents at random. Names come back, so that what was removed is wanted again.</summary>
sealed class Editor(LabRepository lab, Random random, TimeProvider time)
{
    const int MostNames = 30;

    public int Edits { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await EditAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 700)), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task EditAsync()
    {
        var (choice, any, type, first, second) = (random.NextDouble(), random.Next(), random.Next(10), random.Next(1, 255), random.Next(1, 255));
        var there = lab.Names;
        if (there.Count > 5 && choice < 0.25)
        {
            await lab.RemoveAsync(there[any % there.Count]);
        }
        else
        {
            var name = there.Count > 5 && choice < 0.6 ? there[any % there.Count] : $"n{any % MostNames}";
            var (kind, contents) = Records(type, first, second);
            await lab.WriteAsync(name, kind, contents);
        }
        Edits++;
    }

    static (string Type, string[] Contents) Records(int type, int first, int second) => type switch
    {
        < 5 => ("A", [$"192.0.2.{Text(first)}"]),
        < 7 => ("A", [$"192.0.2.{Text(first)}", $"198.51.100.{Text(second)}"]),
        < 9 => ("CNAME", [$"t{Text(first)}.example.net"]),
        _ => ("TXT", [$"text {Text(first)} {Text(second)}"]),
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
