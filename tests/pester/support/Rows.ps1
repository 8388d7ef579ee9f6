<#
.SYNOPSIS
    Rows of every kind that a pipeline may bring, and what the tests that use them compare.
#>
if (!('System.Data.DataTable' -as [type])) { Add-Type -AssemblyName System.Data }

# The kinds that ConvertTo-RowKind makes.
function Get-RowKind {
    'PSCustomObject', 'Hashtable', 'Ordered', 'JSON', 'JSON with lists', 'DataRow', 'DataRowView', 'Class', 'Clixml', 'CSV', 'XML'
}

# A table of names and values as a row of a kind.
function ConvertTo-RowKind ([string] $Kind, [Collections.IDictionary] $Row) {
    switch -Wildcard ($Kind) {
        'PSCustomObject' { [pscustomobject]$Row }
        'Hashtable' { $table = @{}; foreach ($name in $Row.Keys) { $table[$name] = $Row[$name] }; $table }
        'Ordered' { $Row }
        'JSON' { $Row | ConvertTo-Json -Compress }
        'JSON with lists' {
            $table = @{}
            foreach ($name in $Row.Keys) {
                $table[$name] = if ($name -match 'host|database|privilege|table') { , @($Row[$name]) } else { $Row[$name] }
            }
            $table | ConvertTo-Json -Compress
        }
        'DataRow*' {
            $data = [Data.DataTable]::new()
            foreach ($name in $Row.Keys) { $null = $data.Columns.Add($name, [string]) }
            $null = $data.Rows.Add([object[]]@($Row.Values | ForEach-Object { if ($null -eq $_) { [dbnull]::Value } else { $_ } }))
            if ($Kind -eq 'DataRow') { $data.Rows[0] } else { $data.DefaultView[0] }
        }
        'Class' {
            $class = 'Row' + [Math]::Abs(($Row.Keys -join '|').GetHashCode())
            $properties = $Row.Keys | ForEach-Object { "`$$_;" }
            $new = & ([scriptblock]::Create("class $class { $properties }; [$class]::new()"))
            foreach ($name in $Row.Keys) { $new.$name = $Row[$name] }
            $new
        }
        'Clixml' {
            $text = [Management.Automation.PSSerializer]::Serialize([pscustomobject]$Row)
            [Management.Automation.PSSerializer]::Deserialize($text)
        }
        'CSV' { [pscustomobject]$Row | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv }
        'XML' {
            $xml = [xml]'<rows/>'
            $element = $xml.CreateElement('row')
            foreach ($name in $Row.Keys) { $element.SetAttribute($name, $Row[$name]) }
            $element
        }
    }
}

# What a simulator holds, of its file, without jobs; its jobs end when it is asked something.
function Get-SimulatedState ([string] $Path) {
    $null = Get-DbAccount -Instance TencentMySql
    (Get-Content $Path -Raw | ConvertFrom-Json).Accounts | ConvertTo-Json -Depth 10 -Compress
}

# A new simulator with the state that a file holds, if it is there, and no jobs under way.
function Restart-Simulated ([string] $Path, [string] $Template, [string] $Service = '*') {
    Disconnect-Simulated
    if (Test-Path $Template) { Copy-Item $Template $Path }
    $null = Connect-Simulated $Service @{ Path = $Path; JobDuration = 0; Behavior = @{ TencentEnforcesRateLimits = $false } }
}

# The same, as single facts: which accounts there are, and what each of them holds.
function Get-SimulatedFact ([string] $Path) {
    $all = Get-SimulatedState $Path | ConvertFrom-Json
    foreach ($service in $all.psobject.Properties) {
        foreach ($account in $service.Value) {
            $id = "$($service.Name) $($account.Name)" + $(if ($account.Values.Host) { '@' + $account.Values.Host })
            $id
            foreach ($value in $account.Values.psobject.Properties | Where-Object { $_.Name -ne 'Host' -and "$($_.Value)" }) {
                "$id $($value.Name)=$(@($value.Value | Sort-Object) -join ',')"
            }
            foreach ($held in $account.Privileges) {
                $on = if ($held.Database) { ($held.Database, $held.Table, $held.Column | Where-Object { $_ }) -join '.' } else { '*' }
                foreach ($privilege in $held.Privileges) { "$id $privilege ON $on" }
            }
        }
    }
}

# What one list of facts has and another hasn't.
function Get-Difference ([string[]] $Now, [string[]] $Before) {
    $old = [Collections.Generic.HashSet[string]]::new([string[]]@($Before))
    @($Now | Where-Object { !$old.Contains($_) })
}

# Columns of people's tables that have nothing to do with accounts.
function Get-OtherColumn {
    'Team', 'Ticket', 'Email', 'Owner', 'Department', 'Comment', 'Comments', 'Note', 'Notes', 'Date', 'Title', 'Titles', 'Amount'
    'Amounts', 'Reason', 'Reasons', 'Device', 'Devices', 'Volume', 'Volumes', 'Status', 'Role', 'Roles', 'Expires', 'Approver'
    'Environment', 'Manager', 'CostCenter', 'Cost Center', 'Project Code', 'Purpose', 'Stage', 'Tier', 'Priority', 'Severity'
    'Category', 'Label', 'Tags', 'Tag', 'Type', 'Count', 'Total', 'Size', 'Number', 'Index', 'Value', 'Key', 'Code', 'Link'
    'Phone', 'Office', 'City', 'Country', 'Company', 'Business Unit', 'Requested By', 'Approved On', 'Valid Until', 'Start', 'End'
    'Due', 'Age', 'Application', 'Server', 'Servers', 'Node', 'Rack', 'Distance', 'First', 'Last', 'Surname', 'Nickname'
    'Initials', 'Passport', 'Insurance', 'Language', 'Discount', 'Local', 'Active', 'Enabled', 'Version', 'Remarks', 'Row', 'Line'
    'Order', 'Sort', 'Group', 'Rating', 'Review', 'Risk', 'Policy', 'Audit', 'Change', 'Incident', '#', 'Nr.', 'Datum'
}
