package dev.torsion.names.session.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import dev.torsion.files.DataFolder;
import dev.torsion.names.DnsUpdate;
import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.session.control.Controlled;
import dev.torsion.names.store.journal.ZoneJournals;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneNode;
import dev.torsion.names.zone.Zones;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of updates, RFC 2136.
 */
class UpdateHandlerTests {

	private static final Name ORIGIN = Name.fromConstantString("example.org.");

	private static final WireName ZONE = Controlled.wire("example.org.");

	private static final String TEXT = """
			$ORIGIN example.org.
			$TTL 300
			@ SOA ns admin 7 3600 600 86400 300
			@ NS ns
			@ MX 10 mail
			ns A 192.0.2.1
			www A 192.0.2.2
			www A 192.0.2.3
			www TXT "text"
			alias CNAME www
			deep.er A 192.0.2.4
			* TXT "wild"
			""";

	@TempDir
	Path data;

	private final TSIG key = new TSIG(TSIG.HMAC_SHA256, Controlled.KEY, new SecretKeySpec(Controlled.SECRET, "TSIG"),
			Controlled.clock(Controlled.NOW));

	private final List<DnsUpdate> asked = new ArrayList<>();

	private DnsUpdatePolicy policy = (update) -> Mono.just(true);

	private Controlled server = new Controlled(new Zones());

	private JournaledUpdates updates;

	UpdateHandlerTests() throws IOException {
		this.updates = updates(this.server.zones, ZoneJournals.open(new DataFolder(Path.of("unused"))));
	}

	@BeforeEach
	void start() throws IOException {
		ZoneJournals journals = ZoneJournals.open(new DataFolder(this.data));
		this.server = new Controlled(new Zones(journals), TEXT);
		this.updates = updates(this.server.zones, journals);
		this.server.with(new UpdateHandler(this.updates, (update) -> {
			this.asked.add(update);
			return this.policy.permits(update);
		}));
	}

	private JournaledUpdates updates(Zones zones, ZoneJournals journals) {
		return new JournaledUpdates(zones, journals, Set.of(Controlled.wire("copied.test.")), this.server.loop);
	}

	@Test
	void addsARecordAndRaisesTheSerialNumber() {
		assertThat(update(in("new 60 A 192.0.2.9"))).isEqualTo(Rcode.NOERROR);
		assertThat(at("new")).containsExactly("60 A 192.0.2.9");
		assertThat(zone().serial()).isEqualTo(8);
	}

	@Test
	void leavesTheSerialNumberWhereNothingChanges() {
		assertThat(update(in("www 300 A 192.0.2.2"))).isEqualTo(Rcode.NOERROR);
		assertThat(update(any("nothing", "A"))).isEqualTo(Rcode.NOERROR);
		assertThat(update()).isEqualTo(Rcode.NOERROR);
		assertThat(zone().serial()).isEqualTo(7);
	}

	@Test
	void changesTheTtlByARecordThatIsThere() {
		assertThat(update(in("www 60 A 192.0.2.2"))).isEqualTo(Rcode.NOERROR);
		assertThat(at("www")).containsExactlyInAnyOrder("60 A 192.0.2.2", "60 A 192.0.2.3", "300 TXT text");
	}

	@Test
	void addsToAWildcardWhatIsAddedToAnAsterisk() {
		update(in("* 60 A 192.0.2.9"));
		assertThat(at("*")).containsExactlyInAnyOrder("300 TXT wild", "60 A 192.0.2.9");
		update(any("*", "ANY"));
		assertThat(at("*")).isEmpty();
		assertThat(at("www")).hasSize(3);
	}

	@Test
	void ignoresACnameBesideOthersAndOthersBesideACname() {
		update(in("www 60 CNAME ns"), in("alias 60 A 192.0.2.9"));
		assertThat(at("www")).hasSize(3);
		assertThat(at("alias")).containsExactly("300 CNAME www.example.org.");
		assertThat(zone().serial()).isEqualTo(7);
	}

	@Test
	void replacesACname() {
		update(in("alias 60 CNAME ns"));
		assertThat(at("alias")).containsExactly("60 CNAME ns.example.org.");
	}

	@Test
	void takesASoaOnlyIfItsSerialNumberIsNoOlder() {
		update(in("@ 300 SOA ns other 6 1 1 1 1"));
		assertThat(zone().serial()).isEqualTo(7);
		update(in("@ 300 SOA ns other 100 1 1 1 1"));
		assertThat(at("@")).contains("300 SOA ns.example.org. other.example.org. 100 1 1 1 1");
		update(in("www 300 SOA ns other 200 1 1 1 1"));
		assertThat(at("www")).hasSize(3);
		assertThat(zone().serial()).isEqualTo(100);
	}

	@Test
	void raisesTheSerialNumberOverTheEndOfNumbers() {
		update(in("@ 300 SOA ns admin 2147483650 1 1 1 1"));
		update(in("@ 300 SOA ns admin 4294967295 1 1 1 1"));
		assertThat(zone().serial()).isEqualTo(-1);
		update(in("new 60 A 192.0.2.9"));
		assertThat(zone().serial()).isEqualTo(1);
	}

	@Test
	void removesARecordATypeAndAName() {
		update(none("www A 192.0.2.2"));
		assertThat(at("www")).containsExactlyInAnyOrder("300 A 192.0.2.3", "300 TXT text");
		update(any("www", "TXT"));
		assertThat(at("www")).containsExactly("300 A 192.0.2.3");
		update(any("deep.er", "ANY"));
		assertThat(zone().find(Controlled.wire("er.example.org."))).isNull();
	}

	@Test
	void removesARecordWhateverTheCaseOfNamesInIt() {
		update(none("alias CNAME WWW.example.ORG."));
		assertThat(at("alias")).isEmpty();
	}

	@Test
	void keepsSoaAndNsOfTheApex() {
		update(any("@", "ANY"), any("@", "SOA"), any("@", "NS"), none("@ NS ns"),
				none("@ SOA ns admin 7 3600 600 86400 300"));
		assertThat(at("@")).containsExactlyInAnyOrder("300 SOA ns.example.org. admin.example.org. 8 3600 600 86400 300",
				"300 NS ns.example.org.");
	}

	@Test
	void removesOneOfTwoServersOfTheApex() {
		update(in("@ 300 NS ns2"));
		update(none("@ NS ns"));
		assertThat(at("@")).contains("300 NS ns2.example.org.").doesNotContain("300 NS ns.example.org.");
	}

	@Test
	void makesChangesInTheirOrder() {
		update(any("www", "A"), in("www 60 A 192.0.2.9"), in("gone 60 A 192.0.2.9"), any("gone", "ANY"));
		assertThat(at("www")).containsExactlyInAnyOrder("60 A 192.0.2.9", "300 TXT text");
		assertThat(at("gone")).isEmpty();
	}

	@Test
	void makesAllChangesOrNone() {
		assertThat(update(in("new 60 A 192.0.2.9"),
				record(Name.fromConstantString("a.elsewhere.test."), "A", DClass.IN, 60, "192.0.2.9")))
			.isEqualTo(Rcode.NOTZONE);
		assertThat(at("new")).isEmpty();
		assertThat(zone().serial()).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "www,ANY,NOERROR", "nothing,ANY,NXDOMAIN", "er,ANY,NXDOMAIN", "any.wild,ANY,NXDOMAIN", "www,A,NOERROR",
			"www,AAAA,NXRRSET", "nothing,A,NXRRSET" })
	void wantsWhatHasToExist(String name, String type, String rcode) {
		assertThat(updateIf(empty(name, type, DClass.ANY, 0))).isEqualTo(Rcode.value(rcode));
	}

	@ParameterizedTest
	@CsvSource({ "www,ANY,YXDOMAIN", "nothing,ANY,NOERROR", "er,ANY,NOERROR", "www,A,YXRRSET", "www,AAAA,NOERROR" })
	void wantsWhatMustNotExist(String name, String type, String rcode) {
		assertThat(updateIf(empty(name, type, DClass.NONE, 0))).isEqualTo(Rcode.value(rcode));
	}

	@Test
	void wantsARecordSetToBeTheSame() {
		assertThat(updateIf(in("www 0 A 192.0.2.3"), in("www 0 A 192.0.2.2"))).isEqualTo(Rcode.NOERROR);
		assertThat(updateIf(in("www 0 A 192.0.2.3"))).isEqualTo(Rcode.NXRRSET);
		assertThat(updateIf(in("www 0 A 192.0.2.3"), in("www 0 A 192.0.2.2"), in("www 0 A 192.0.2.9")))
			.isEqualTo(Rcode.NXRRSET);
		assertThat(updateIf(in("alias 0 CNAME WWW"))).isEqualTo(Rcode.NOERROR);
	}

	@Test
	void changesNothingWhereAPrerequisiteIsNotMet() {
		Message update = message("example.org.");
		update.addRecord(empty("nothing", "ANY", DClass.ANY, 0), Section.PREREQ);
		update.addRecord(in("new 60 A 192.0.2.9"), Section.UPDATE);
		assertThat(rcode(update)).isEqualTo(Rcode.NXDOMAIN);
		assertThat(at("new")).isEmpty();
	}

	@Test
	void findsPrerequisitesMalformedWithTtlDataOrAnotherClass() {
		assertThat(updateIf(empty("www", "A", DClass.ANY, 1))).isEqualTo(Rcode.FORMERR);
		assertThat(updateIf(in("www 1 A 192.0.2.2"))).isEqualTo(Rcode.FORMERR);
		assertThat(updateIf(record(name("www"), "A", DClass.ANY, 0, "192.0.2.2"))).isEqualTo(Rcode.FORMERR);
		assertThat(updateIf(record(name("www"), "A", DClass.NONE, 0, "192.0.2.2"))).isEqualTo(Rcode.FORMERR);
		assertThat(updateIf(empty("www", "A", DClass.CH, 0))).isEqualTo(Rcode.FORMERR);
		assertThat(updateIf(Record.newRecord(Name.fromConstantString("a.test."), Type.A, DClass.ANY)))
			.isEqualTo(Rcode.NOTZONE);
	}

	@Test
	void findsChangesMalformedWithTtlDataOrATypeThatIsNone() {
		assertThat(update(empty("www", "A", DClass.ANY, 1))).isEqualTo(Rcode.FORMERR);
		assertThat(update(record(name("www"), "A", DClass.ANY, 0, "192.0.2.2"))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "AXFR", DClass.ANY, 0))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "MAILB", DClass.ANY, 0))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "ANY", DClass.NONE, 0))).isEqualTo(Rcode.FORMERR);
		assertThat(update(record(name("www"), "A", DClass.NONE, 1, "192.0.2.2"))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "ANY", DClass.IN, 1))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "A", DClass.IN, 1))).isEqualTo(Rcode.FORMERR);
		assertThat(update(empty("www", "A", DClass.CH, 0))).isEqualTo(Rcode.FORMERR);
		assertThat(zone().serial()).isEqualTo(7);
	}

	@ParameterizedTest
	@CsvSource({ "elsewhere.test.,NOTAUTH", "www.example.org.,NOTAUTH", "copied.test.,REFUSED" })
	void changesOnlyZonesOfItsOwn(String zone, String rcode) {
		assertThat(rcode(message(zone))).isEqualTo(Rcode.value(rcode));
	}

	@Test
	void wantsOneZoneByTheTypeSoa() {
		Message update = message("example.org.");
		update.removeAllRecords(Section.ZONE);
		assertThat(rcode(update)).isEqualTo(Rcode.FORMERR);
		update.addRecord(Record.newRecord(ORIGIN, Type.A, DClass.IN), Section.ZONE);
		assertThat(rcode(update)).isEqualTo(Rcode.FORMERR);
		update.removeAllRecords(Section.ZONE);
		update.addRecord(Record.newRecord(ORIGIN, Type.SOA, DClass.CH), Section.ZONE);
		assertThat(rcode(update)).isEqualTo(Rcode.NOTAUTH);
	}

	@Test
	void asksThePolicyAndTellsNothingToWhomItRefuses() {
		this.policy = (update) -> Mono.just(false);
		Message update = message("example.org.");
		update.addRecord(empty("nothing", "ANY", DClass.ANY, 0), Section.PREREQ);
		update.addRecord(any("www", "TXT"), Section.UPDATE);
		update.addRecord(in("new 60 A 192.0.2.9"), Section.UPDATE);
		assertThat(rcode(update)).isEqualTo(Rcode.REFUSED);
		assertThat(this.asked).containsExactly(new DnsUpdate(ORIGIN, Controlled.CLIENT.getAddress(), null, List
			.of(new DnsUpdate.Change(name("www"), Type.TXT, true), new DnsUpdate.Change(name("new"), Type.A, false))));
	}

	@Test
	void failsIfThePolicyDoes() {
		this.policy = (update) -> Mono.error(new IllegalStateException("broken"));
		assertThat(update(in("new 60 A 192.0.2.9"))).isEqualTo(Rcode.SERVFAIL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "loopback", "key:exchange" })
	void permitsNobodyByDefault(String allowed) {
		AllowedUpdates policy = new AllowedUpdates(Map.of(ZONE, this.server.access(allowed)));
		boolean byKey = allowed.startsWith("key:");
		assertThat(permits(policy, ORIGIN, Controlled.KEY)).isEqualTo(true);
		assertThat(permits(policy, ORIGIN, null)).isEqualTo(!byKey);
		assertThat(permits(policy, Name.fromConstantString("other.test."), Controlled.KEY)).isFalse();
	}

	private static boolean permits(DnsUpdatePolicy policy, Name zone, @Nullable Name key) {
		return policy.permits(new DnsUpdate(zone, Controlled.CLIENT.getAddress(), key, List.of()))
			.blockOptional()
			.orElseThrow();
	}

	@Test
	void failsAndChangesNothingWhenAnUpdateCannotBeKept() throws IOException {
		Files.writeString(this.data.resolve("names"), "no folder");
		assertThat(update(in("new 60 A 192.0.2.9"))).isEqualTo(Rcode.SERVFAIL);
		assertThat(at("new")).isEmpty();
		assertThat(zone().serial()).isEqualTo(7);
		Files.delete(this.data.resolve("names"));
		assertThat(update(in("new 60 A 192.0.2.9"))).isEqualTo(Rcode.NOERROR);
		assertThat(at("new")).hasSize(1);
	}

	@Test
	void isSignedWhenTheUpdateIs() {
		Message update = message("example.org.");
		update.addRecord(in("new 60 A 192.0.2.9"), Section.UPDATE);
		update.addRecord(this.key.generate(update, update.toWire(), 0, null), Section.ADDITIONAL);
		Message answer = this.server.askByUdp(update);
		assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
		assertThat(answer.getTSIG()).isNotNull();
		assertThat(this.asked.get(0).key()).isEqualTo(Controlled.KEY);
	}

	@Test
	void keepsNothingBeforeThereIsSomethingToKeep() {
		update(in("www 300 A 192.0.2.2"));
		assertThat(this.data.resolve("names")).doesNotExist();
	}

	@Test
	void changesAZoneFromCode() {
		Long serial = this.updates
			.update(ORIGIN, (edit) -> edit.add(new TXTRecord(name("_acme-challenge"), DClass.IN, 60, "token")))
			.block();
		assertThat(serial).isEqualTo(8);
		assertThat(at("_acme-challenge")).containsExactly("60 TXT token");
		this.updates
			.update(ORIGIN, (edit) -> edit.remove(new TXTRecord(name("_acme-challenge"), DClass.IN, 1, "token")))
			.block();
		assertThat(at("_acme-challenge")).isEmpty();
	}

	@Test
	void failsFromCodeWhereThereIsNoZoneOrTheRecordsMakeNone() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.updates.update(Name.fromConstantString("elsewhere.test."), (edit) -> {
			}).block());
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.updates.update(Name.fromConstantString("copied.test."), (edit) -> {
			}).block());
		assertThatExceptionOfType(ZoneException.class)
			.isThrownBy(() -> this.updates.update(ORIGIN, (edit) -> edit.add(in("www 60 CNAME ns"))).block());
		assertThat(zone().serial()).isEqualTo(7);
		assertThat(update(in("new 60 A 192.0.2.9"))).as("the next one has its turn").isEqualTo(Rcode.NOERROR);
	}

	@Test
	void laysChangesOverTheSourceAfterARestart() throws IOException {
		update(in("new 60 A 192.0.2.9"), none("www A 192.0.2.2"), any("@", "MX"));
		Zones restarted = new Zones(ZoneJournals.open(new DataFolder(this.data)));
		restarted.publish(Controlled.zone(TEXT));
		Zone zone = restarted.current().zones().iterator().next();
		assertThat(texts(zone, "new")).containsExactly("60 A 192.0.2.9");
		assertThat(texts(zone, "www")).doesNotContain("300 A 192.0.2.2");
		assertThat(zone.apex().find(Type.MX)).isNull();
		assertThat(zone.serial()).isEqualTo(8);
	}

	@Test
	void laysChangesOverANewSourceWithANewSerialNumber() {
		update(in("new 60 A 192.0.2.9"));
		update(in("new2 60 A 192.0.2.9"));
		this.server.zones.publish(Controlled.zone(TEXT.replace("admin 7", "admin 8") + "added A 192.0.2.10\n"));
		assertThat(at("new")).containsExactly("60 A 192.0.2.9");
		assertThat(at("added")).containsExactly("300 A 192.0.2.10");
		assertThat(zone().serial()).isEqualTo(10);
		this.server.zones.publish(Controlled.zone(TEXT.replace("admin 7", "admin 50")));
		assertThat(zone().serial()).isEqualTo(50);
		update(in("new3 60 A 192.0.2.9"));
		assertThat(zone().serial()).isEqualTo(51);
	}

	@Test
	void letsTheSourceWinWhereItHasBecomeAnAlias() {
		update(in("new 60 A 192.0.2.9"));
		this.server.zones.publish(Controlled.zone(TEXT.replace("admin 7", "admin 9") + "new CNAME www\n"));
		assertThat(at("new")).containsExactly("300 CNAME www.example.org.");
	}

	private Zone zone() {
		return this.server.zones.current().zones().iterator().next();
	}

	private List<String> at(String name) {
		return texts(zone(), name);
	}

	private static List<String> texts(Zone zone, String name) {
		List<String> texts = new ArrayList<>();
		ZoneNode node = zone.find(Records.name(name(name)));
		for (RRset set : (node != null) ? node.sets() : List.<RRset>of()) {
			Records.records(zone.origin(), set)
				.forEach((record) -> texts
					.add(record.getTTL() + " " + Type.string(record.getType()) + " " + record.rdataToString()));
		}
		return texts;
	}

	private int update(Record... records) {
		Message update = message("example.org.");
		for (Record record : records) {
			update.addRecord(record, Section.UPDATE);
		}
		return rcode(update);
	}

	private int updateIf(Record... prerequisites) {
		Message update = message("example.org.");
		for (Record record : prerequisites) {
			update.addRecord(record, Section.PREREQ);
		}
		return rcode(update);
	}

	private int rcode(Message update) {
		Message answer = this.server.askByUdp(update);
		assertThat(answer.getHeader().getID()).isEqualTo(update.getHeader().getID());
		return answer.getHeader().getRcode();
	}

	private static Message message(String zone) {
		return Message.newUpdate(Name.fromConstantString(zone));
	}

	private static Name name(String name) {
		return name.equals("@") ? ORIGIN : Name.fromConstantString(name + ".example.org.");
	}

	private static Record in(String text) {
		String[] words = text.split(" ", 4);
		return record(name(words[0]), words[2], DClass.IN, Long.parseLong(words[1]), words[3]);
	}

	private static Record none(String text) {
		String[] words = text.split(" ", 3);
		return record(name(words[0]), words[1], DClass.NONE, 0, words[2]);
	}

	private static Record any(String name, String type) {
		return empty(name, type, DClass.ANY, 0);
	}

	private static Record empty(String name, String type, int dnsClass, long ttl) {
		return Record.newRecord(name(name), Type.value(type), dnsClass, ttl);
	}

	private static Record record(Name name, String type, int dnsClass, long ttl, String rdata) {
		try {
			return Record.fromString(name, Type.value(type), dnsClass, ttl, rdata, ORIGIN);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
