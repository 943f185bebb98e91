using System.ComponentModel.DataAnnotations;

namespace HomeLab.Stacks;

/// <summary>Section <c>Stacks</c>: how this process works. What is to be done stands in the lab.</summary>
sealed class StacksOptions
{
    /// <summary>Each stack is looked at this often although nothing was heard; default 10 min. It reads and writes nothing where all is well.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>One call to an engine or to Komodo may take this long; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Fetching one image may take this long; default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan PullTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When a host or Inventory does not answer, it is asked again after this; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is looked at what is starting, whether it became healthy, where nothing tells; default 500 ms. Engines tell, and are looked at four times as seldom.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether registries are asked for newer images at all; default true. Engines pull in any case.</summary>
    public bool AsksRegistries { get; init; } = true;

    /// <summary>A registry is asked this often for each image, a tenth more or less; default 6 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ImageInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>A job that could not be run when it was due is run this much late at most, and told as missed after that; default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan JobLateWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What only a person can put right is looked at again after this; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StalledRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An unhealthy container is restarted this often within <see cref="HealWindow"/> and then left alone; default 5.</summary>
    [Range(1, 100)]
    public int HealMost { get; init; } = 5;

    /// <summary>See <see cref="HealMost"/>; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan HealWindow { get; init; } = TimeSpan.FromMinutes(5);
}
