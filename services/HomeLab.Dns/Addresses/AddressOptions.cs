using System.ComponentModel.DataAnnotations;

namespace HomeLab.Dns.Addresses;

/// <summary>Section <c>Addresses</c>: how this process asks detectors. Which uplinks there are, and who is asked, stands in the lab.</summary>
sealed class AddressOptions
{
    /// <summary>A detector that has not answered by then has not answered; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan DetectorTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When another address is agreed on, detectors are asked again after this; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ConfirmAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Uplinks that no record follows, and changes in the lab that nobody told of, are looked at this often; default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "7.00:00:00")]
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromMinutes(10);
}
