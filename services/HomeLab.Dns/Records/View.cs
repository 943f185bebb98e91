namespace HomeLab.Dns.Records;

/// <summary>From where names are asked for: one name may lead elsewhere inside than outside.</summary>
enum View
{
    /// <summary>As everybody sees it.</summary>
    External,

    /// <summary>As those within the lab see it.</summary>
    Internal,
}
