using System.Collections;
using System.Globalization;

namespace HomeLab.Proxmox.Guests;

/// <summary>Settings of a guest to be written, by Proxmox's own keys: <c>cores</c>, <c>scsi0</c>, <c>net0</c>, ….</summary>
public sealed class GuestSettings : IEnumerable<KeyValuePair<string, string>>
{
    readonly Dictionary<string, string> settings = [];

    public string this[string key]
    {
        get => settings[key];
        set => settings[key] = value;
    }

    public void Add(string key, string value) => settings.Add(key, value);

    /// <summary>As <c>1</c> or <c>0</c>: a form's <c>true</c> is refused.</summary>
    public void Add(string key, bool value) => settings.Add(key, value ? "1" : "0");

    public void Add(string key, long value) => settings.Add(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tags as Proxmox keeps them. It lowers, sorts and de-duplicates them itself unless told otherwise.</summary>
    public void AddTags(IEnumerable<string> tags) => settings.Add("tags", string.Join(';', tags));

    /// <summary>Public keys of cloud-init, one a line. This parameter alone is URI-escaped within the form.</summary>
    public void AddSshKeys(string keys) => settings.Add("sshkeys", Uri.EscapeDataString(keys));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => settings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
