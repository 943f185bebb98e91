using System.Diagnostics;
using Xunit.Sdk;

namespace HomeLab.Testing;

/// <summary>Waits for what happens soon, by looking again and again until a deadline.</summary>
public static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Looks every <paramref name="every"/> (20 ms) and returns once the condition holds, or fails the test with the message after
    /// <paramref name="within"/> (90 s).
    /// </summary>
    public static Task TrueAsync(Func<bool> condition, string message, TimeSpan? within = null, TimeSpan? every = null) =>
        TrueAsync(() => Task.FromResult(condition()), message, within, every);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?, TimeSpan?)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, string message, TimeSpan? within = null, TimeSpan? every = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (within ?? Patience))
                throw new XunitException($"Not within {(within ?? Patience).TotalSeconds} s: {message}");
            await Task.Delay(every ?? Pause);
        }
    }

    /// <summary>Returns once the assertions pass, or fails with their last failure after <paramref name="within"/> (90 s).</summary>
    public static async Task PassesAsync(Func<Task> assertions, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (XunitException) when (watch.Elapsed < (within ?? Patience))
            {
                await Task.Delay(Pause);
            }
        }
    }
}
