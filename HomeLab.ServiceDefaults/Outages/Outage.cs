namespace HomeLab.ServiceDefaults.Outages;

/// <summary>An outage that several parts of a service meet: it begins with the first of them and is over with the last.</summary>
sealed class Outage(TimeProvider time)
{
    readonly Lock gate = new();
    readonly HashSet<string> parts = [];
    long began;
    volatile bool isOn;

    public bool IsOn => isOn;

    /// <summary>True when this part is the first to meet it.</summary>
    public bool Meet(string part)
    {
        lock (gate)
        {
            if (!parts.Add(part) || parts.Count > 1)
            {
                return false;
            }
            (isOn, began) = (true, time.GetTimestamp());
            return true;
        }
    }

    /// <summary>How long it lasted when this part was the last that it held up; else null.</summary>
    public TimeSpan? Overcome(string part)
    {
        if (!isOn)
        {
            return null;
        }
        lock (gate)
        {
            if (!parts.Remove(part) || parts.Count > 0)
            {
                return null;
            }
            isOn = false;
            return time.GetElapsedTime(began);
        }
    }
}
