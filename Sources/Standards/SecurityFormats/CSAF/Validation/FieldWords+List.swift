// SPDX-License-Identifier: Apache-2.0

extension FieldWords {
    /// Words of eight letters or more from the notes, titles and remediations of 120 advisories of
    /// CISA (CC0), without those that are misspelled or names, and some of the field beside them.
    static let field = """
        absurdly accepting accessed accesses accessible accessing accessories accordance
        according accounts acknowledges acquisition activate activation actively activities
        activity addition additional additionally addresses addressing adequately adjacent
        administration administrative administrator administrators advantage adversary
        advisories advisory affected affecting agreements agriculture algorithm algorithms
        aligning alliance allocated allocation allocator allowing allowlist alternative
        alternatively although analysis analyzer annotated announcements annunciate anonymous
        antivirus anything anywhere appendix applicable application applications applying
        appropriate approval arbitrarily arbitrary architecture argument arguments arrangements
        assessed assessment assigned assistance associated asynchronous attached attachments
        attacker attackers attempts attribute australia authenticate authenticated
        authenticating authentication authored authoring authorization authorize authorized
        automated automatic automation autotools availability available avoiding backported
        backporting backslash behavior belonging bleichenbacher blocking blocklist bookkeeping
        bootstrap boundaries boundary browsing building buildings bulletin business bypassed
        bypassing bytecode cabinets calculated calculating california callback canonical
        capabilities capability capacity captured carefully cerberus certificate certificates
        channels character characters checking checksums chemical ciphertext circumstances
        classifier classpath cleartext coinciding collection collector combination commands
        commercial commonly communicate communicated communicates communicating communication
        communications companies compatibility compatible compensating compiler compiling
        complete completely complexity component components composed comprehensive compressed
        compromise compromised computation computational computer computers concerning concerns
        concludes condition conditioner conditions confidential confidentiality configurable
        configuration configurations configurator configure configured configuring confirming
        confirms conflicting conflicts confusion connected connecting connection connections
        connectivity connector connects consequence consequently considerations considered
        considers constraint construct constructor consumer consumption contacted contacting
        contained containing contains contents continual continue continued contrary controlled
        controller controllers controls converged conversion converted converter converting
        convince coordination corporation corrected corrections correctly correlation
        corresponding corruption countermeasure countermeasures countries crafting creating
        creation credential credentials critical cryptographic cumulative currently customer
        customers cybersecurity dashboard dashboards database databases decoders decrypted
        decrypting decryption dedicated defensive deference definition deleting deletion
        delivery demonstrate denylist department depending deployed deploying deployment
        deprecated dereference dereferenced described description descriptors deserialization
        deserialize deserialized deserializes designated detailed detailing detected detecting
        detection determine determined developed developer development difference different
        difficult directed directing directly directory disabled disabling disclaimer disclose
        disclosed disclosing disclosure disconnect discontinuation discontinued discovered
        discovering disguise displayed displaying disregard disrupted dissemination distributing
        distribution distributors document documentation documented domestic downgrade
        downgraded downgrading download downloaded downloading drawings duplicated duplicates
        duration earliest electric electronics elements elevated elevation embedded employing
        enabling encapsulated encoding encounter encourage encouraged encourages encrypted
        encryption endpoint endpoints engineer engineering enhanced ensuring entering entities
        environment equipment erroneously escalate escalation establish established establishing
        ethernet evaluated evaluating evaluation eventually exception exceptional excessively
        exchange exchanged exchanging executed executes executing execution exfiltrate
        exhaustion existing expectations expected experience experimental explicit explicitly
        exploitability exploitable exploitation exploited exploiting exploits explorer exposure
        expressed extended extension external externally extracted facilities facility fallback
        families faulting feasible features fetching fictional filename filesystem filtering
        findings fingerprint firewall firewalls firmware flashing followed following forbidden
        formerly forwarded framework function functionality functions generally generate
        generates generation generator geolocation governed government graceful granting
        graphical guidance guideline guidelines handling handshake hardcoded hardening
        headquarters healthcare heightened hereinafter hijacking homeland hostname hostnames
        hundreds hypervisor hypervisors identified identifiers identify identifying identity
        ignition illegitimate immediate immediately impacted impersonate implement
        implementation implemented implications important improper improperly improving
        inaccessible inaccuracies inadequate inadvertently incidents included includes including
        incoming incomplete incorrect incorrectly increased increment independently indicate
        indicating indication indirectly individual inductive industrial industry infinite
        influence influenced influences information informational infrastructure initialization
        initializing initially initiate initiative injectable injected injecting injection
        inquiries insecure insecurely inserted inserting inspector installation installed
        installer installers installing installs instance instances instruction instructions
        insufficient insufficiently integrated integrity intelligent intended intention interact
        interaction intercept interest interface internal internally international
        internationalized internet interpretation interpreted interprets interruptions introduce
        introduced intrusion investigated irrespective isolated isolating kerberos keystore
        language legitimate leverage leveraging libraries licenses licensing lighting limiting
        locating location locations loopback machines maintained maintains maintenance majority
        malformed malicious maliciously management managers manipulate manipulated manipulating
        manipulation manually manufacturing matching materials measures mechanism mechanisms
        mentioned messages messaging metadata methodologies microsoft middleware milwaukee
        minimize minimizing misbehave misconfiguration mishandled mismatch mitigate mitigated
        mitigates mitigating mitigation mitigations mitsubishi modification modifications
        modified modifies modifying monitoring motorola multiple multiplexer multiservice
        multithreaded namespace namespaces navigator necessary negative negotiate negotiation
        netfilter networking networks neutralization neutralize neutralized neutralizes normally
        notification notifications notifying numerous obfuscated observed observing obtained
        official operating operation operational operations organization organizations original
        originate otherwise outbound outdated overflow overflown overflows overview overwrite
        overwrites overwritten packaged pairwise parameter parameterized parameters particular
        partners password passwords patchable patching pathname patients patterns performance
        performed performing performs periodic peripheral permission permissions persistent
        personnel phishing physical physically plaintext platform platforms pointers poisoning
        policies populate populated portable positive possible possibly potential potentially
        practices precondition preconditions preconfigured predictable preference prefetch
        preimage preparing prepends previously primarily principles priority privilege
        privileged privileges proactive procedural procedure procedures processed processes
        processing production products professional programing programmer programming programs
        prohibited projects promptly properly protected protecting protection protections
        protective protector protocol protocols provided provider providers provides providing
        publication publications publicly published punycode purposes qualified questions
        ransomware reacting reactors readable received receives receiving recipient recognize
        recognizing recommend recommendation recommendations recommended recommends recoverable
        recovery redirect redirection reducing refactored reference referenced referrer
        reflected regarding regional registered registering registration registry regularly
        reinstall reinstallation reiterates relating relative relatively released releases
        relevant remediate remediated remediates remediation remotely removable removing
        reordering repeatedly replaced replacing reported reporting repositories repository
        representative represents republic requested requests required requirements requires
        requiring researcher researchers resembling resolved resolver resolves resolving
        resource resources responded responding responds response responsible restarted restrict
        restricted restriction restrictions restricts resulting retrieve retrieved retrieves
        retrieving returned returning revealed revealing revocation rockwell rollback sandboxed
        sandboxing sanitation sanitization sanitize scenario schedule schneider scriptable
        scripting scrubbing sections securely securing security segmentation segments selected
        sensitive sentence separate separated sequence serialization serialize serialized
        serializer serializers services servlets sessions settings severity sharpened shellcode
        shutdown signature signatures similarly simulation situation smuggling socially software
        solutions specialists specially specialty specific specifically specified specifiers
        splitting spoofable spoofing stacktrace standard standards starting statement statements
        stations strategies strategy streaming strength strictly stripping strongly structure
        structures subdomain subdomains submitted submitting subprocess subsequent subsequently
        substitution subsystems succeeds successful successfully successor sufficient
        sufficiently suggested suggests superuser supervisory supplied supplies supplying
        supported supports surprise susceptible suspected switches switching switzerland
        symlinks synchronization synchronous takeover targeted targeting technical technician
        technologies technology telecommunications temporal temporarily terminals terminate
        terminates termination themselves therefore threaded timestamps together tokenization
        tracking transfer transfers transition translate translation transmissions transmitted
        transportation traversal triggered triggering truncate typically ultimately
        unauthenticated unauthorized unavailability unavailable unbounded unchangeable uncommon
        uncontrolled underflow underlying underneath understand unescaped uninitialized
        uninstall uninstaller unintended unlikely unmapped unnecessary unplugged unprivileged
        unprotected unquoted unsanitized unsecured unserialize unsolicited unstructured
        unsuspecting untrusted unvalidated updating upgrades upgrading uploaded uploading
        upstream username utilizes validated validating validation validations validator
        validators variable variants verification verified verifying versions violation
        virtualization visiting visualization vulnerabilities vulnerability vulnerable
        warranties watchdog watching weakness webhooks whitelist wildcard wireless wisconsin
        workplace workstation workstations worldwide wrappers writable
        """

    /// Words that are right and differ from one of the field in a letter only.
    static let beside = """
        addiction addressee analyses analysts audition australian automaton backlash beverage
        bindings blacking blacklist browning californian catching centering cheating chucking
        clashing clocking codified commando commandos commends commutation commuter commuters
        concerted concerts confection conforming conforms consents constrain constrains
        constrict constrictor contends contests contexts contracted contracting contusion
        convection convents conversed conversing copulate counties cracking creaking creaming
        creatine cremating cremation cresting dalliance deceived deceives deceiving deducing
        defected defecting defection defending deflected dejected delivers depleting depletion
        deported deporting deportment depository derailed derailing detained detaining detention
        detested devaluation displaced displacing drafting effected effecting enduring enquiries
        entitles entourage entrusted escalade especially eternally evacuated evacuating
        evacuation expedience expended factional faltering fighting fireball fireballs flocking
        flushing formally fullback gardening germinate grafting grateful grunting hatching
        hollowed imbedded imparted inclement indicting infected infecting infection infernal
        inquires instilled instilling instills insuring interests interned interval invalidated
        invention inverted inverting junction junctions keystone latching licences lightning
        litigate litigating litigation makeover maligning marching massages massaging medicated
        multiply normalcy oncoming overblown painters pitching populace practises predictably
        pretends printers produces professed professes professing projection projections
        projector property protested protesting protestor reaching realtors reconfigured
        recovers reelected relaxing relaying relocation repealed repealing replayed replaying
        reprieve reprieved resorted resorting responsibly retching reveling revelled reverence
        revolved revolver revolves revolving rewarding righting screaming seducing sighting
        slashing slitting smarting snitches snitching snuggling spitting spooking spooning
        starling starring startling starving steaming stimulation stitches stitching strapping
        streaking strictures swatches tireless trappers treating tricking tripping trucking
        twitches twitching underling unfounded unloaded unloading untapped valuation vaulting
        venerate veneration vindicate vindication vocation wallowing washboard wherefore
        witching wracking
        """
}
